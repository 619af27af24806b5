/// The lines of `Package.swift` that say which module imports which.
struct Manifest {
  /// Modules and executables, ground to roof.
  let order: [String]
  /// The declared imports by module.
  let imports: [String: Set<String>]

  init(text: String) throws {
    let declaration = /(?:module|executable)\(\s*"(?<name>[^"]+)"(?<rest>[^)]*)\)/
    let listed = /imports: \[(?<names>[^\]]*)\]/
    let quoted = /"(?<name>[^"]+)"/
    var order: [String] = []
    var imports: [String: Set<String>] = [:]
    for match in text.matches(of: declaration) {
      let names = try listed.firstMatch(in: match.rest)?.names ?? ""
      order.append(String(match.name))
      imports[String(match.name)] = Set(names.matches(of: quoted).map { String($0.name) })
    }
    self.order = order
    self.imports = imports
  }
}
