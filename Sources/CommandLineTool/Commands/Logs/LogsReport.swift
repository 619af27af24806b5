import CommandTree
import Configuration
import Doctor
import JSON
import Platform
import Profiles

/// The last lines of a gateway's log, and where they were read.
struct LogsReport: Report {
  let printer: LogPrinter
  /// Where the lines are from, as scripts see it.
  let source: JSONObject
  let lines: [LogLine]
  var warnings: [ReportWarning] = []
  /// What to say when there is no line.
  let emptiness: String

  var json: JSONObject {
    var json: JSONObject = ["action": "logs"]
    for entry in source.entries { json[entry.key] = entry.value }
    if !warnings.isEmpty { json["warnings"] = .array(warnings.map(\.json)) }
    json["lines"] = .array(lines.map { .object(printer.json($0)) })
    return json
  }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    for warning in warnings { text.problem(warning.text(style.error)) }
    for line in lines { text.fact(printer.text(line)) }
    if lines.isEmpty { text.problem(emptiness) }
    return text
  }
}
