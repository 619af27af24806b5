/// What can be wrong with a command line.
///
/// One initializer of `CommandFailure` turns each into text.
enum UsageMistake: Error, Hashable {
  case unknownFlag(String, known: [String])
  case misplacedGlobal(String, value: String?)
  case unknownCommand(String, known: [String])
  case missingSubcommand(known: [String], before: String?)
  case missingValue(flag: String, ValueKind)
  case unwantedValue(flag: String)
  case refusedValue(of: String, text: String, ValueKind)
  case repeatedFlag(String)
  case exclusiveFlags(String, String)
  case missingRequirement(flag: String, requirement: String)
  case missingFlag(FlagDescription)
  case missingArgument(ArgumentDescription)
  case unexpectedArgument(String)
}

extension CommandFailure {
  /// The four parts of a mistake made in the words after `path`.
  init(_ mistake: UsageMistake, at path: [String]) {
    let command = path.joined(separator: " ")
    let (code, what, reason) = mistake.parts
    let hint =
      if case .misplacedGlobal(let flag, let value) = mistake {
        flag == "--dev" ? "openclaw --dev \(command)" : "openclaw --profile \(value ?? "NAME") \(command)"
      } else {
        (["openclaw"] + path + ["--help"]).joined(separator: " ")
      }
    self.init(
      what, location: path.isEmpty ? nil : "openclaw " + command, reason: reason, hints: [hint], code: code,
      exitStatus: .usage)
  }
}

extension UsageMistake {
  fileprivate var parts: (code: String, what: String, reason: String?) {
    switch self {
    case .unknownFlag(let flag, let known):
      ("unknown-flag", "unknown flag \(flag)", Nearest.word(to: flag, among: known).map { "the nearest one is \($0)" })
    case .misplacedGlobal(let flag, _):
      ("misplaced-flag", "\(flag) stands after the command", "it counts only before the command")
    case .unknownCommand(let word, let known):
      ("unknown-command", "unknown command \(word)", Self.offer(for: word, among: known))
    case .missingSubcommand(let known, let flag):
      (
        "missing-command", "a subcommand is missing" + (flag.map { " before \($0)" } ?? ""),
        "there are: " + known.joined(separator: ", ")
      )
    case .missingValue(let flag, let kind):
      ("missing-value", "\(flag) needs a value", "it takes \(kind.accepted)")
    case .unwantedValue(let flag): ("unwanted-value", "\(flag) takes no value", "it is a switch")
    case .refusedValue(let name, let text, let kind):
      ("invalid-value", "\(name) must be \(kind.accepted), not \(text)", nil)
    case .repeatedFlag(let flag):
      ("repeated-flag", "\(flag) is given twice, with different values", "only one of them can hold")
    case .exclusiveFlags(let one, let other):
      ("exclusive-flags", "\(one) and \(other) cannot be given together", "each says what the other would")
    case .missingRequirement(let flag, let requirement):
      ("missing-flag", "\(flag) needs \(requirement)", "without it, \(flag) means nothing")
    case .missingFlag(let flag):
      ("missing-flag", "\(flag.spelling) is missing", flag.kind.map { "it takes \($0.accepted)" })
    case .missingArgument(let argument):
      ("missing-argument", "\(argument.name) is missing", "it takes \(argument.kind.accepted)")
    case .unexpectedArgument(let word): ("unexpected-argument", "unexpected argument \(word)", nil)
    }
  }

  private static func offer(for word: String, among known: [String]) -> String {
    Nearest.word(to: word, among: known).map { "the nearest one is \($0)" }
      ?? "there are: " + known.joined(separator: ", ")
  }
}
