import Platform

extension UnitState {
  /// The facts of another manager in systemd's words.
  init(
    name: String, status: ServiceStatus, fragment: AbsolutePath?, dropIns: [AbsolutePath], effective: EffectiveSettings
  ) {
    let (active, sub) = Self.words(status.state)
    self.init(
      name: name, loadState: fragment == nil ? "not-found" : "loaded", loadError: nil, activeState: active,
      subState: sub, unitFileState: status.isEnabled ? "enabled" : "disabled", fragmentPath: fragment,
      dropInPaths: dropIns, needsReload: status.needsReload, invocationID: status.run.id, controlGroup: nil,
      process: ProcessFacts(
        mainPID: status.processID, lastPID: status.run.processID, result: status.result, lastExit: status.lastExit,
        restarts: status.restarts, statusText: status.statusText, memoryCurrent: nil, memoryPeak: nil),
      effective: effective,
      times: Times(
        stateChange: status.since, activeEnter: nil, activeExit: nil, inactiveEnter: nil,
        processStart: status.run.start, processExit: status.lastExitTime))
    declaredState = status.state
    isUnattended = status.isUnattended
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
