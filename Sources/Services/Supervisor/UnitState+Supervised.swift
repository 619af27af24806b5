import Platform

extension SupervisorServiceManager {
  /// The state of a unit with the fields that systemd gives, for reports that show them.
  package func unitState(_ unit: String, _ deadline: Deadline) throws(ServiceManagerError) -> UnitState {
    let status = try status(of: unit, deadline: deadline)
    let fragment = places.units.appending(unit)
    return try onDisk { () throws(SystemError) in
      UnitState(
        name: unit, status: status, fragment: status.state == .notInstalled ? nil : fragment,
        dropIns: try SupervisedUnitReader.dropIns(of: unit, in: places.units), definition: definition(unit))
    }
  }

  /// What the unit says; nil when it cannot be run, which the state tells.
  private func definition(_ unit: String) -> SupervisedUnit? {
    do { return try SupervisedUnitReader.read(unit, in: places.units).unit } catch { return nil }
  }
}

extension UnitState {
  /// A supervisor's facts in systemd's words.
  init(
    name: String, status: ServiceStatus, fragment: AbsolutePath?, dropIns: [AbsolutePath], definition: SupervisedUnit?
  ) {
    let (active, sub) = Self.words(status.state)
    self.init(
      name: name, loadState: fragment == nil ? "not-found" : "loaded", loadError: nil, activeState: active,
      subState: sub, unitFileState: status.isEnabled ? "enabled" : "disabled", fragmentPath: fragment,
      dropInPaths: dropIns, needsReload: false, invocationID: status.run.id, controlGroup: nil,
      process: ProcessFacts(
        mainPID: status.processID, lastPID: status.run.processID, result: status.result, lastExit: status.lastExit,
        restarts: status.restarts, statusText: status.statusText, memoryCurrent: nil, memoryPeak: nil),
      effective: EffectiveSettings(definition),
      times: Times(
        stateChange: status.since, activeEnter: nil, activeExit: nil, inactiveEnter: nil,
        processStart: status.run.start, processExit: status.lastExitTime))
  }

  /// `ActiveState` and `SubState`.
  private static func words(_ state: ServiceState) -> (active: String, sub: String) {
    switch state {
    case .notInstalled, .stopped: ("inactive", "dead")
    case .starting: ("activating", "start")
    case .running: ("active", "running")
    case .reloading: ("reloading", "reload")
    case .stopping: ("deactivating", "stop-sigterm")
    case .restarting: ("activating", "auto-restart")
    case .gaveUp, .configurationRejected, .failed: ("failed", "failed")
    }
  }
}

extension UnitState.EffectiveSettings {
  init(_ unit: SupervisedUnit?) {
    self.init(
      type: unit?.policy.awaitsReadiness == true ? "notify" : "simple",
      restart: unit?.policy.condition.rawValue ?? "no",
      command: unit.map { UnitCommand(executable: $0.executable.string, arguments: $0.arguments) },
      environment: unit?.environment.map { "\($0.name)=\($0.value)" } ?? [], user: nil,
      workingDirectory: unit?.workingDirectory?.string, watchdog: unit?.policy.watchdog,
      startTimeout: unit?.policy.startTimeout, stopTimeout: unit?.policy.stopTimeout)
  }
}
