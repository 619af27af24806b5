/// Reads a command line against the tree.
///
/// It touches nothing outside its arguments.
package struct CommandLineParser {
  private let arguments: [String]
  private var position = 0
  private var globals = GlobalOptions()
  private var path: [String] = []
  private var command = CommandTree.openclaw
  private var values: [String: String] = [:]
  private var words: [String] = []

  /// `--no-color` counts anywhere before `--`, and is no word of any command.
  private init(_ arguments: [String]) {
    let operands = arguments.drop { $0 != "--" }
    self.arguments = arguments.dropLast(operands.count).filter { $0 != "--no-color" } + operands
    globals.noColor = self.arguments.count < arguments.count
  }

  /// Understands the words after the program's name.
  ///
  /// `--help` anywhere before `--` gives an invocation of `help` for the command typed so far, `--version` before the
  /// command one of `version`. Nothing at all is `help`.
  ///
  /// - Throws: `UsageFailure` for anything the tree does not know.
  package static func parse(_ arguments: [String]) throws(UsageFailure) -> ParsedInvocation {
    var parser = CommandLineParser(arguments)
    do {
      return try parser.invocation()
    } catch {
      throw UsageFailure(
        failure: CommandFailure(error, at: parser.path), action: parser.command.action,
        wantsJSON: arguments.prefix { $0 != "--" }.contains("--json"), globals: parser.globals)
    }
  }

  private var next: String? { position < arguments.count ? arguments[position] : nil }

  private mutating func invocation() throws(UsageMistake) -> ParsedInvocation {
    if try readGlobals() == .version { return described(.version, words: []) }
    let wantsHelp = arguments.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
    try descend(isLenient: wantsHelp)
    guard !wantsHelp, let action = command.action else { return described(.help, words: path) }
    while let word = next { try readWord(word) }
    try checkFlags()
    let operands = try operandsByName()
    if action == .help { try checkTopic() }
    return ParsedInvocation(path: path, action: action, globals: globals, values: values, operands: operands)
  }

  /// An invocation of a command that the line asked for with a flag.
  private func described(_ action: CommandAction, words: [String]) -> ParsedInvocation {
    ParsedInvocation(
      path: [action.rawValue], action: action, globals: globals, values: [:],
      operands: [Argument.topic.description.name: words])
  }
}

// Before the command.
extension CommandLineParser {
  private enum Prelude { case command, version }

  /// Takes the words before the first one without a dash.
  private mutating func readGlobals() throws(UsageMistake) -> Prelude {
    while let word = next, word.hasPrefix("-"), word != "--", word != "-" {
      position += 1
      switch word {
      case "--version", "-V", "-v": return .version
      case "--help", "-h": continue
      case "--dev":
        try setProfile("dev", isDev: true)
      case "--profile":
        try setProfile(try takeValue(of: Flag.profile.description), isDev: false)
      case _ where word.hasPrefix("--profile="):
        let name = String(word.dropFirst("--profile=".count))
        if name.isEmpty { throw .missingValue(flag: "--profile", .text("name")) }
        try setProfile(name, isDev: false)
      default:
        // What follows `=` may be a secret and is not repeated.
        let flag = String(word.prefix { $0 != "=" })
        throw .unknownFlag(flag, known: CommandTree.openclaw.flags.map(\.spelling))
      }
    }
    return .command
  }

  /// `--profile dev --dev` says the same thing twice; `--dev --profile x` never does.
  private mutating func setProfile(_ name: String, isDev: Bool) throws(UsageMistake) {
    if let earlier = globals.profile {
      if globals.isDev && !isDev { throw .exclusiveFlags("--dev", "--profile") }
      if earlier != name { throw isDev ? .exclusiveFlags("--profile", "--dev") : .repeatedFlag("--profile") }
    }
    globals.profile = name
    globals.isDev = globals.isDev || isDev
  }
}

// The command and its words.
extension CommandLineParser {
  /// Follows subcommand names as far as they go, and a noun's default subcommand after them.
  private mutating func descend(isLenient: Bool) throws(UsageMistake) {
    while !command.subcommands.isEmpty {
      let names = command.subcommands.map(\.name)
      if let word = next, !word.hasPrefix("-") {
        guard let child = command.subcommand(named: word) else { throw .unknownCommand(word, known: names) }
        position += 1
        enter(child)
      } else if isLenient || (path.isEmpty && next == nil) {
        return
      } else if let name = command.defaultSubcommand, let child = command.subcommand(named: name) {
        enter(child)
      } else {
        throw .missingSubcommand(known: names, before: next)
      }
    }
  }

  private mutating func enter(_ child: CommandDescription) {
    path.append(child.name)
    command = child
  }

  private mutating func readWord(_ word: String) throws(UsageMistake) {
    position += 1
    if word == "--" {
      words += arguments[position...]
      position = arguments.count
    } else if word.hasPrefix("-"), word != "-" {
      try readFlag(word)
    } else {
      words.append(word)
    }
  }

  private mutating func readFlag(_ word: String) throws(UsageMistake) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts[0].hasPrefix("--"), let flag = command.flag(named: String(parts[0].dropFirst(2))) else {
      if ["--profile", "--dev"].contains(parts[0]) { throw misplaced(parts) }
      throw .unknownFlag(parts[0], known: command.flags.map(\.spelling))
    }
    let value = try value(of: flag, attached: parts.count == 2 ? parts[1] : nil)
    if let earlier = values[flag.long], earlier != value { throw .repeatedFlag(flag.spelling) }
    values[flag.long] = value
  }

  private func misplaced(_ parts: [String]) -> UsageMistake {
    let value = parts.count == 2 ? parts[1] : next.flatMap { $0.hasPrefix("-") ? nil : $0 }
    return .misplacedGlobal(parts[0], value: value)
  }

  private mutating func value(of flag: FlagDescription, attached: String?) throws(UsageMistake) -> String {
    guard let kind = flag.kind else {
      if attached != nil { throw .unwantedValue(flag: flag.spelling) }
      return ""
    }
    let text = if let attached { attached } else { try takeValue(of: flag) }
    if text.isEmpty { throw .missingValue(flag: flag.spelling, kind) }
    guard kind.accepts(text) else { throw .refusedValue(of: flag.spelling, text: text, kind) }
    return text
  }

  /// The next word as a flag's value.
  ///
  /// A word with a dash is a flag, so such a value needs the form `--flag=value`.
  private mutating func takeValue(of flag: FlagDescription) throws(UsageMistake) -> String {
    guard let word = next, !word.isEmpty, word == "-" || !word.hasPrefix("-") else {
      throw .missingValue(flag: flag.spelling, flag.kind ?? .text("value"))
    }
    position += 1
    return word
  }
}

// What holds between the words.
extension CommandLineParser {
  private func checkFlags() throws(UsageMistake) {
    if let flag = command.flags.first(where: { $0.isRequired && values[$0.long] == nil }) { throw .missingFlag(flag) }
    for flag in command.flags where values[flag.long] != nil {
      if let other = flag.alternatives.first(where: { values[$0] != nil }) {
        throw .exclusiveFlags(flag.spelling, "--" + other)
      }
      if let requirement = flag.requirement, values[requirement] == nil {
        throw .missingRequirement(flag: flag.spelling, requirement: "--" + requirement)
      }
    }
  }

  private func operandsByName() throws(UsageMistake) -> [String: [String]] {
    var rest = words[...]
    var operands: [String: [String]] = [:]
    for argument in command.arguments {
      if rest.isEmpty && !argument.isRepeated { throw .missingArgument(argument) }
      let taken = argument.isRepeated ? rest : rest.prefix(1)
      for word in taken where !argument.kind.accepts(word) {
        throw .refusedValue(of: argument.name, text: word, argument.kind)
      }
      operands[argument.name] = Array(taken)
      rest = rest.dropFirst(taken.count)
    }
    if let word = rest.first { throw .unexpectedArgument(word) }
    return operands
  }

  /// The words after `help` name a topic or a command.
  private func checkTopic() throws(UsageMistake) {
    if words.count == 1, HelpTopic(rawValue: words[0]) != nil { return }
    var command = CommandTree.openclaw
    for word in words {
      guard let child = command.subcommand(named: word) else {
        throw .unknownCommand(word, known: command.subcommands.map(\.name))
      }
      command = child
    }
  }
}
