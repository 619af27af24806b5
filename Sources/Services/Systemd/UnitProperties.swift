import Platform

/// The properties that make a `UnitState`, by their names on the bus.
struct UnitProperties {
  let values: [String: BusValue]

  static let names: Set<String> = [
    "LoadState", "LoadError", "ActiveState", "SubState", "UnitFileState", "FragmentPath", "DropInPaths",
    "NeedDaemonReload", "InvocationID", "ControlGroup", "MainPID", "ExecMainPID", "Result", "ExecMainCode",
    "ExecMainStatus", "NRestarts", "StatusText", "MemoryCurrent", "MemoryPeak", "Type", "Restart", "ExecStart",
    "Environment", "User", "WorkingDirectory", "WatchdogUSec", "TimeoutStartUSec", "TimeoutStopUSec",
    "StateChangeTimestamp", "ActiveEnterTimestamp", "ActiveExitTimestamp", "InactiveEnterTimestamp",
    "ExecMainStartTimestamp", "ExecMainExitTimestamp", "TriggeredBy",
  ]

  func text(_ name: String) -> String { values[name]?.text ?? "" }

  /// A text that is not empty.
  func filled(_ name: String) -> String? {
    let text = text(name)
    return text.isEmpty ? nil : text
  }

  /// A number that is set: the largest, which stands for "not set" and "infinity", is past what `Int` holds.
  func number(_ name: String) -> Int? { values[name]?.integer }

  /// A process id that is set.
  func process(_ name: String) -> Int32? { number(name).flatMap { Int32(exactly: $0) }.flatMap { $0 > 0 ? $0 : nil } }

  func duration(_ name: String) -> Duration? { number(name).flatMap { $0 > 0 ? .microseconds($0) : nil } }

  func time(_ name: String) -> Timestamp? {
    number(name).flatMap { $0 > 0 ? Timestamp(milliseconds: Int64($0 / 1000)) : nil }
  }

  /// How the main process ended: `si_code` and `si_status` of `waitid(2)`; code 0 while nothing ended.
  var lastExit: ServiceExit? {
    let status = number("ExecMainStatus") ?? 0
    switch number("ExecMainCode") {
    case 1: return .exited(status)
    case 2: return .killed(signal: status, dumped: false)
    case 3: return .killed(signal: status, dumped: true)
    default: return nil
    }
  }

  /// The first command of `ExecStart`: path and words are its first two fields.
  var command: UnitCommand? {
    guard let fields = values["ExecStart"]?.elements?.first?.elements, fields.count > 1,
      let executable = fields[0].text, let arguments = fields[1].texts
    else { return nil }
    return UnitCommand(executable: executable, arguments: arguments)
  }

  var invocationID: String? {
    guard let bytes = values["InvocationID"]?.elements, bytes.count == 16 else { return nil }
    return bytes.compactMap { if case .byte(let byte) = $0 { byte } else { nil } }.hexadecimal
  }
}

extension UnitState {
  /// The state that a unit's properties describe.
  init(name: String, properties values: [String: BusValue]) {
    let properties = UnitProperties(values: values)
    self.init(
      name: name, loadState: properties.text("LoadState"),
      loadError: values["LoadError"]?.elements?.last?.text.flatMap { $0.isEmpty ? nil : $0 },
      activeState: properties.text("ActiveState"), subState: properties.text("SubState"),
      unitFileState: properties.text("UnitFileState"), fragmentPath: AbsolutePath(properties.text("FragmentPath")),
      dropInPaths: (values["DropInPaths"]?.texts ?? []).compactMap { AbsolutePath($0) },
      needsReload: values["NeedDaemonReload"]?.isTrue ?? false, invocationID: properties.invocationID,
      controlGroup: properties.filled("ControlGroup"), process: ProcessFacts(properties),
      effective: EffectiveSettings(properties), times: Times(properties),
      sockets: (values["TriggeredBy"]?.texts ?? []).filter { $0.hasSuffix(".socket") })
  }
}

extension UnitState.ProcessFacts {
  fileprivate init(_ properties: UnitProperties) {
    self.init(
      mainPID: properties.process("MainPID"), lastPID: properties.process("ExecMainPID"),
      result: properties.text("Result"), lastExit: properties.lastExit,
      restarts: properties.number("NRestarts") ?? 0, statusText: properties.filled("StatusText"),
      memoryCurrent: properties.number("MemoryCurrent"), memoryPeak: properties.number("MemoryPeak"))
  }
}

extension UnitState.EffectiveSettings {
  fileprivate init(_ properties: UnitProperties) {
    self.init(
      type: properties.text("Type"), restart: properties.text("Restart"), command: properties.command,
      environment: properties.values["Environment"]?.texts ?? [], user: properties.filled("User"),
      workingDirectory: properties.filled("WorkingDirectory"), watchdog: properties.duration("WatchdogUSec"),
      startTimeout: properties.duration("TimeoutStartUSec"), stopTimeout: properties.duration("TimeoutStopUSec"))
  }
}

extension UnitState.Times {
  fileprivate init(_ properties: UnitProperties) {
    self.init(
      stateChange: properties.time("StateChangeTimestamp"), activeEnter: properties.time("ActiveEnterTimestamp"),
      activeExit: properties.time("ActiveExitTimestamp"), inactiveEnter: properties.time("InactiveEnterTimestamp"),
      processStart: properties.time("ExecMainStartTimestamp"), processExit: properties.time("ExecMainExitTimestamp"))
  }
}
