import CommandTree
import JSON
import Platform

/// The answer of `health`, and a line for people.
struct HealthReport: Report {
  let answer: JSONValue
  let duration: Duration

  var json: JSONObject { answer.objectValue ?? [:] }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    text.fact("\(style.output.paint("OK", .good)) (\(duration.milliseconds) ms)")
    for (id, channel) in (answer["channels"]?.objectValue?.entries ?? []).map({ ($0.key, $0.value) }) {
      let words =
        [channel["configured"]?.boolValue == true ? "configured" : "not configured"]
        + (channel["linked"]?.boolValue.map { [$0 ? "linked" : "not linked"] } ?? [])
      text.fact("\(answer["channelLabels"]?[id]?.stringValue ?? id): \(words.joined(separator: ", "))")
    }
    let agents = (answer["agents"]?.arrayValue ?? []).compactMap { $0["agentId"]?.stringValue }
    if !agents.isEmpty { text.fact("Agents: \(agents.joined(separator: ", "))") }
    return text
  }
}
