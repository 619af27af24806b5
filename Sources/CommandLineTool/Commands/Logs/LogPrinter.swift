import CommandTree
import Configuration
import Doctor
import JSON
import Platform

/// Prints lines of a log, the same wherever they were read.
struct LogPrinter {
  private let context: CommandContext
  private let cleaner: TextCleaner
  private let form: LogForm

  /// A printer that shows none of these secrets.
  init(_ context: CommandContext, secrets: Set<Secret>) {
    self.context = context
    cleaner = TextCleaner(secrets: secrets, limit: Self.longestLine)
    let isPlain = context.invocation[.plain]
    form = LogForm(
      style: isPlain ? .plain : context.style(.output), isShort: context.console.output.isTerminal && !isPlain)
  }

  /// Characters of a line after which it is cut.
  private static let longestLine = 16_384

  /// How many lines the command line asks for.
  var count: Int { context.invocation[.lines] ?? context.invocation[.limit] ?? 200 }

  /// A line for people.
  func text(_ line: LogLine) -> String { ShownLogLine(line, cleaner).text(form) }

  /// A line for scripts.
  func json(_ line: LogLine) -> JSONObject { ShownLogLine(line, cleaner).json }

  /// Prints lines as they come, with `--json` one object each; false when nobody reads any more.
  func tell(_ lines: [LogLine]) throws(CommandFailure) -> Bool {
    for line in lines {
      let isTold = context.wantsJSON ? try tell(line) : try context.console.answer(text(line) + "\n")
      if !isTold { return false }
    }
    return true
  }

  /// A line without a time is one that its writer made no record of.
  private func tell(_ line: LogLine) throws(CommandFailure) -> Bool {
    var content = json(line)
    guard line.time == nil else { return try tell("log", content) }
    content["raw"] = content["message"]
    return try tell("raw", content)
  }

  /// Says where the lines that follow come from, to scripts alone.
  func begin(_ source: JSONObject) throws(CommandFailure) {
    if context.wantsJSON { try tell("meta", source) }
  }

  /// Says something about the lines.
  func notice(_ message: String) throws(CommandFailure) {
    if context.wantsJSON { try tell("notice", ["message": .string(message)]) } else { context.warn(message) }
  }

  @discardableResult
  private func tell(_ type: String, _ content: JSONObject) throws(CommandFailure) -> Bool {
    var object: JSONObject = ["type": .string(type)]
    for entry in content.entries { object[entry.key] = entry.value }
    return try context.console.answer(JSONValue.object(object).text() + "\n")
  }
}

/// What is left to report once lines were printed as they came.
struct FollowedLog: Report {
  var json: JSONObject { [:] }
  var isPrinted: Bool { true }

  func text(_ style: ReportStyle) -> ReportText { ReportText() }
}
