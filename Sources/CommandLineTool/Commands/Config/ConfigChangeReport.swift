import CommandTree
import Configuration
import JSON
import Platform

/// What became of one key of the configuration.
struct ConfigChangeReport: Report {
  let action: CommandAction
  let result: String
  let path: JSONPath
  let home: AbsolutePath
  let config: AbsolutePath
  let before: JSONValue?
  let after: JSONValue?
  let backup: AbsolutePath?
  let reload: ConfigurationKey.Reload?
  /// What a running gateway does by itself.
  var uptake = ConfigurationKey.Reload.none
  var warnings: [ReportWarning] = []
  var hints: [String] = []

  var json: JSONObject {
    var json: JSONObject = ["action": .string(action.reportName), "result": .string(result)]
    json.add("config", config.string)
    json.add("path", path.description)
    json["before"] = before
    json["after"] = after
    json.add("backup", backup?.string)
    json.add("reload", reload?.rawValue)
    if !warnings.isEmpty { json["warnings"] = .array(warnings.map(\.json)) }
    if !hints.isEmpty { json["hints"] = .array(hints.map { .string($0) }) }
    return json
  }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    let file = config.abbreviated(home: home)
    let change = "\(path): \(before.shown) → \(after.shown)"
    switch result {
    case "unchanged": text.fact("\(path) is \(after.shown) already")
    case "planned": text.fact("Would change \(file)\n  \(change)")
    default:
      let kept = backup.map { "; the former content is \($0.abbreviated(home: home))" } ?? ""
      text.fact(style.output.paint("Changed \(file)", .good) + "\(kept)\n  \(change)")
    }
    for warning in warnings { text.problem(warning.text(style.error)) }
    let event = reload == .hot ? "reads its config" : "starts"
    for hint in hints {
      text.fact("Takes effect when the gateway \(event) again: \(style.output.paint(hint, .command))")
    }
    if result == "created" || result == "updated" {
      switch uptake {
      case .none: break
      case .hot: text.fact("A running gateway takes it over by itself.")
      case .restart: text.fact("A running gateway starts again by itself to take it over.")
      }
    }
    return text
  }
}

extension JSONValue? {
  /// The value as people read it in a change.
  var shown: String { map { $0.text() } ?? "not set" }
}
