import CommandTree
import Configuration
import JSON

/// `openclaw config set`: gives a key a value.
enum ConfigSetCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let path = try context.keyPath()
    return try ConfigChanging(context: context).report(.set(path, value(for: path, context)))
  }

  /// The value as JSON5, or as a string when it is not JSON5 or the key takes only strings.
  private static func value(for path: JSONPath, _ context: CommandContext) throws(CommandFailure) -> JSONValue {
    let text = try text(context)
    let value: JSONValue?
    do throws(JSON5Error) { value = try JSON5Document(Array(text.utf8)).value } catch { value = nil }
    let isStrict = context.invocation[.jsonValue]
    guard let value, value.isFinite else {
      if isStrict {
        throw CommandFailure(
          "the value is not JSON5", location: "--json-value", hints: ["put a string in quotes: '\"text\"'"],
          code: "not-json", exitStatus: .usage)
      }
      return .string(text)
    }
    let kind = ConfigurationRegistry.key(at: path)?.kind
    let isMeantAsText = kind.map { !$0.accepts(value) && $0.accepts(.string(text)) } ?? false
    return isMeantAsText && !isStrict ? .string(text) : value
  }

  /// The word of the command line, or standard input without its last line end.
  private static func text(_ context: CommandContext) throws(CommandFailure) -> String {
    let word = context.invocation[.configurationValue] ?? ""
    guard word == "-" else { return word }
    do {
      let input = String(decoding: try SecretFile.standardInput(), as: UTF8.self)
      return input.last?.isNewline ?? false ? String(input.dropLast()) : input
    } catch { throw CommandFailure(error) }
  }
}

/// `openclaw config unset`: takes a key away.
enum ConfigUnsetCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    try ConfigChanging(context: context).report(.unset(try context.keyPath()))
  }
}

extension JSONValue {
  /// Whether JSON has a text for every number in it.
  fileprivate var isFinite: Bool {
    switch self {
    case .number(let number): number.isFinite
    case .array(let elements): elements.allSatisfy(\.isFinite)
    case .object(let object): object.entries.allSatisfy(\.value.isFinite)
    default: true
    }
  }
}
