extension InstalledAgent {
  /// The key of the variables.
  package static let environmentKey = "EnvironmentVariables"

  /// What it says key by key in their order, as a unit does directive by directive: variables are assignments, and the
  /// words of a command stand on one line.
  var entries: [UnitFile.Entry] {
    guard case .dictionary(let members) = list else { return [] }
    return members.sorted { $0.key < $1.key }.flatMap { key, value in
      if key == Self.environmentKey, case .dictionary(let variables) = value {
        return variables.sorted { $0.key < $1.key }.map { name, value in
          UnitFile.Entry(section: "", key: key, value: "\(name)=\(value.shown)", line: 0)
        }
      }
      return [UnitFile.Entry(section: "", key: key, value: value.shown, line: 0)]
    }
  }
}

extension PropertyList {
  /// The value on one line.
  fileprivate var shown: String {
    switch self {
    case .string(let text), .data(let text), .date(let text): text
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .boolean(let value): "\(value)"
    case .array(let items): items.map(\.shown).joined(separator: " ")
    case .dictionary(let members):
      "{\(members.sorted { $0.key < $1.key }.map { "\($0): \($1.shown)" }.joined(separator: ", "))}"
    }
  }
}
