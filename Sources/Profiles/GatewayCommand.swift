/// Tells a gateway by its command line.
package enum GatewayCommand {
  /// The names the program has had, the present one first.
  package static let programNames = ["openclaw", "moltbot", "clawdbot", "clawdis"]

  /// Whether a command line is one of these programs followed by `gateway`: started directly, or as a script by `node`
  /// or `bun`.
  ///
  /// - Parameter words: the program's path and its arguments.
  package static func isGateway(_ words: [String]) -> Bool {
    guard let program = words.first else { return false }
    if isProgram(program) { return startsGateway(words.dropFirst()) }
    guard ["node", "bun"].contains(baseName(program)), words.count > 1 else { return false }
    return isProgram(words[1]) && startsGateway(words.dropFirst(2))
  }

  /// A program by its file's name without a script's ending, or a script inside a package of that name.
  private static func isProgram(_ path: String) -> Bool {
    let name = baseName(path)
    let stem = [".mjs", ".cjs", ".js"].first(where: name.hasSuffix).map { String(name.dropLast($0.count)) } ?? name
    if programNames.contains(stem) { return true }
    return stem != name && programNames.contains { path.utf8.elementsContain("/node_modules/\($0)/".utf8) }
  }

  /// Whether the first word that is no option, nor the name after `--profile`, is `gateway`.
  private static func startsGateway(_ arguments: ArraySlice<String>) -> Bool {
    var rest = arguments
    while let word = rest.popFirst() {
      if word == "--profile" { rest = rest.dropFirst() } else if !word.hasPrefix("-") { return word == "gateway" }
    }
    return false
  }

  private static func baseName(_ path: String) -> String {
    String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
  }
}

extension String.UTF8View {
  fileprivate func elementsContain(_ part: String.UTF8View) -> Bool {
    indices.contains { self[$0...].starts(with: part) }
  }
}
