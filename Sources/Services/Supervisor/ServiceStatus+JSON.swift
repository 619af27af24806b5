import JSON
import Platform

extension ServiceStatus {
  /// The status as it travels between supervisor and command.
  var json: JSONValue {
    var json: JSONObject = [
      "state": .string(state.rawValue), "enabled": .bool(isEnabled), "result": .string(result),
      "restarts": .integer(Int64(restarts)),
    ]
    json["pid"] = processID.map { .integer(Int64($0)) }
    json["lastExitTime"] = lastExitTime.map { .integer($0.milliseconds) }
    json["since"] = since.map { .integer($0.milliseconds) }
    json["statusText"] = statusText.map { .string($0) }
    json["run"] = run.id.map { .string($0) }
    json["lastPid"] = run.processID.map { .integer(Int64($0)) }
    json["start"] = run.start.map { .integer($0.milliseconds) }
    switch lastExit {
    case .exited(let status): json["exitStatus"] = .integer(Int64(status))
    case .killed(let signal, let dumped):
      json["signal"] = .integer(Int64(signal))
      json["dumped"] = .bool(dumped)
    case nil: break
    }
    return .object(json)
  }

  /// Reads what `json` writes; nil when state or result are missing.
  init?(json: JSONValue) {
    guard let state = json["state"]?.stringValue.flatMap(ServiceState.init), let result = json["result"]?.stringValue
    else { return nil }
    let number = { (key: String) in json[key]?.integerValue }
    let moment = { (key: String) in number(key).map { Timestamp(milliseconds: $0) } }
    self.init(
      state: state, isEnabled: json["enabled"]?.boolValue ?? false,
      processID: number("pid").map { Int32(clamping: $0) },
      lastExitTime: moment("lastExitTime"), result: result, restarts: number("restarts").map { Int(clamping: $0) } ?? 0,
      since: moment("since"), statusText: json["statusText"]?.stringValue,
      run: ServiceRun(
        id: json["run"]?.stringValue, processID: number("lastPid").map { Int32(clamping: $0) }, start: moment("start")))
    if let status = number("exitStatus") { lastExit = .exited(Int(clamping: status)) }
    if let signal = number("signal") {
      lastExit = .killed(signal: Int(clamping: signal), dumped: json["dumped"]?.boolValue ?? false)
    }
  }
}
