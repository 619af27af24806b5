import CommandTree
import JSON
import Platform
import Profiles

/// What setup made.
struct SetupReport: Report {
  let profile: Profile
  let port: Port
  let changes: [PlannedChange]
  let isDryRun: Bool
  let existed: Bool
  let workspace: AbsolutePath
  let warnings: [ReportWarning]

  private var result: String {
    if isDryRun { return "planned" }
    return changes.isEmpty ? "unchanged" : existed ? "updated" : "created"
  }

  var json: JSONObject {
    var json: JSONObject = [
      "action": "setup", "result": .string(result), "profile": .string(profile.name.text),
      "config": .string(profile.configPath.string), "stateDir": .string(profile.stateDirectory.string),
      "workspace": .string(workspace.string), "port": .integer(Int64(port.number)),
      "changes": .array(changes.map(\.json)),
    ]
    if !warnings.isEmpty { json["warnings"] = .array(warnings.map(\.json)) }
    return json
  }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    // What is made has been told as it was made.
    for change in changes where isDryRun { text.fact("  \(change.step): \(change.summary)") }
    let place = { (path: AbsolutePath) in path.abbreviated(home: profile.home) }
    let verb = ["planned": "Would set up", "created": "Created", "updated": "Updated"][result] ?? "Config OK:"
    text.fact("\(style.output.paint(verb, .good)) \(place(profile.configPath)), port \(port)")
    text.fact("Workspace: \(place(workspace))")
    for warning in warnings { text.problem(warning.text(style.error)) }
    return text
  }
}
