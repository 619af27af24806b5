import CommandTree
import JSON
import Platform
import Profiles
import Services

/// The outcome of install, uninstall, start, stop and restart.
struct LifecycleReport: Report {
  let action: String
  let result: String
  var message: String
  let target: ServiceTarget
  var port: Port?
  var status: ServiceStatus?
  var changes: [PlannedChange]?
  var differences: [UnitDifference] = []
  var lingers: Bool?
  var warnings: [ReportWarning] = []
  var hints: [String] = []
  var exitStatus = ExitStatus.success

  var json: JSONObject {
    var json: JSONObject = ["action": .string(action), "result": .string(result), "message": .string(message)]
    json.add("profile", target.profile.name.text)
    json.add("scope", target.scope.rawValue)
    json.add("unit", target.profile.unitName)
    json.add("config", target.profile.configPath.string)
    json.add("port", port?.number)
    json["service"] = status.map { .object(service($0)) }
    json["changes"] = changes.map { .array($0.map(\.json)) }
    if !differences.isEmpty { json["differences"] = .array(differences.map(Self.difference)) }
    json.add("linger", lingers.map { $0 ? "yes" : "no" })
    if !warnings.isEmpty { json["warnings"] = .array(warnings.map(\.json)) }
    if !hints.isEmpty { json["hints"] = .array(hints.map { .string($0) }) }
    return json
  }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    for change in changes ?? [] where result == "planned" { text.fact("  \(change.step): \(change.summary)") }
    text.fact(style.output.paint(message, exitStatus == .success ? .good : .warning))
    for difference in differences { text.problem("  differs: \(difference)") }
    for warning in warnings { text.problem(warning.text(style.error)) }
    for hint in hints { text.fact("  \(style.output.paint(hint, .command))") }
    return text
  }

  private func service(_ status: ServiceStatus) -> JSONObject {
    var json: JSONObject = [
      "label": .string(target.managerKind.rawValue), "loaded": .bool(status.isEnabled),
      "loadedText": "enabled", "notLoadedText": "disabled",
      "state": .string(status.state.rawValue),
    ]
    json.add("pid", status.processID)
    return json
  }

  private static func difference(_ difference: UnitDifference) -> JSONValue {
    [
      "directive": .string("\(difference.section).\(difference.key)"),
      "installed": .array(difference.installed.map { .string($0) }),
      "wanted": .array(difference.wanted.map { .string($0) }),
    ]
  }
}

extension LifecycleReport {
  /// What was changed though the service was there already.
  mutating func note(_ changes: [PlannedChange]) {
    self.changes = changes
    message = "\(target.profile.unitName) is already installed; \(changes.map(\.summary).joined(separator: ", "))"
  }

  /// A gateway that is still on its way when the wait ends has an exit status of its own, and nobody stops it.
  mutating func noteIfStarting(_ status: ServiceStatus) {
    guard status.state == .starting else { return }
    message = "\(target.profile.unitName) is still starting; it goes on by itself"
    hints.append(target.profile.commandLine("gateway status"))
    exitStatus = .stillStarting
  }
}
