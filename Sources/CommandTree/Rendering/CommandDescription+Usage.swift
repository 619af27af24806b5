// What help and manual say alike.

extension CommandDescription {
  /// The ways to type the command.
  func usageLines(at path: [String]) -> [String] {
    let line = (["openclaw"] + path).joined(separator: " ")
    guard subcommands.isEmpty else {
      let bare = defaultSubcommand.map { ["\(line) [\($0)] [flags]"] } ?? []
      return bare + [path.isEmpty ? "\(line) [global flags] COMMAND" : "\(line) COMMAND"]
    }
    let words = arguments.map(\.usage) + flags.filter(\.isRequired).map(\.usage) + (flags.isEmpty ? [] : ["[flags]"])
    return [([line] + words).joined(separator: " ")]
  }

  /// The statuses every command has, and its own, in order.
  var allExitStatuses: [ExitStatus] {
    let known: Set<ExitStatus> = Set(exitStatuses + [.success, .failure, .usage])
    return ExitStatus.allCases.filter(known.contains)
  }
}

extension FlagDescription {
  /// The flag with its one-letter forms: `-h, --help`.
  var usageWithShort: String { (short.map { "-\($0)" } + [usage]).joined(separator: ", ") }

  /// The help line with what holds without the flag and beside others.
  var sentence: String {
    var parts = [summary]
    if let defaultText { parts.append("Default: \(defaultText).") }
    if let requirement { parts.append("Only with --\(requirement).") }
    if !alternatives.isEmpty { parts.append("Not with \(alternatives.map { "--" + $0 }.joined(separator: ", ")).") }
    return parts.joined(separator: " ")
  }
}

extension ArgumentDescription {
  /// The help line with the words that are accepted, where they are few.
  var sentence: String {
    guard case .choice = kind else { return summary }
    return "\(summary) It is \(kind.accepted)."
  }
}
