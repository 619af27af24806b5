import CommandTree
import JSON
import Platform
import Profiles
import Services

/// The outcome of install, uninstall, start, stop and restart.
struct LifecycleReport: Report {
  let action: String
  var result: String
  var message: String
  let target: ServiceTarget
  var port: Port?
  var status: ServiceStatus?
  var changes: [PlannedChange]?
  var differences: [UnitDifference] = []
  var lingers: Bool?
  /// The gateway in the foreground that was acted on instead of a service.
  var foregroundProcess: Int32?
  var warnings: [ReportWarning] = []
  var hints: [String] = []
  var exitStatus = ExitStatus.success

  var json: JSONObject {
    var json: JSONObject = ["action": .string(action), "result": .string(result), "message": .string(message)]
    json.add("profile", target.profile.name.text)
    json.add("scope", target.scope.rawValue)
    json.add("unit", target.service)
    json.add("config", target.profile.configPath.string)
    json.add("port", port?.number)
    json["service"] = status.map { .object(service($0)) }
    json["foreground"] = foregroundProcess.map { ["pid": .integer(Int64($0))] }
    json["changes"] = changes.map { .array($0.map(\.json)) }
    if !differences.isEmpty { json["differences"] = .array(differences.map(\.json)) }
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
      "label": .string(target.managerKind.label), "loaded": .bool(status.isEnabled),
      "loadedText": .string(target.managerKind.registrationWords.yes),
      "notLoadedText": .string(target.managerKind.registrationWords.no),
      "state": .string(status.state.rawValue),
    ]
    json.add("pid", status.processID)
    return json
  }
}

extension UnitDifference {
  /// The difference in reports.
  var json: JSONValue {
    [
      "directive": .string(directive), "installed": .array(installed.map { .string($0) }),
      "wanted": .array(wanted.map { .string($0) }),
    ]
  }
}

extension LifecycleReport {
  /// Lingering that was turned on, or would be, though the service was there already.
  mutating func note(_ changes: [PlannedChange], isPlanned: Bool) {
    self.changes = changes
    let linger = "lingering for \(target.account.name) \(isPlanned ? "would be turned on" : "is on now")"
    message = "\(target.service) is already installed; \(linger)"
  }

  /// The unit pins its port: another one in the config is not heard before the next install.
  mutating func warnIfPortsDiffer(configured: Port?) {
    guard let port, let configured, configured != port else { return }
    warnings.append(
      ReportWarning(
        code: "port-differs", message: "the unit pins port \(port), the config says \(configured)",
        hint: target.commandLine("gateway install --force")))
  }

  /// A gateway that is still on its way when the wait ends has an exit status of its own, and nobody stops it.
  ///
  /// - Parameter isDone: false when the manager had not seen the start through by then.
  mutating func noteIfStarting(_ status: ServiceStatus, isDone: Bool = true) {
    guard !isDone || status.state == .starting else { return }
    result = "starting"
    message = "\(target.service) is still starting; it goes on by itself"
    hints.append(target.profile.commandLine("gateway status"))
    exitStatus = .stillStarting
    warnings += target.overridingDropIns.map {
      ReportWarning(code: "command-overridden", message: "a drop-in starts another command: \($0)", hint: "cat \($0)")
    }
  }
}
