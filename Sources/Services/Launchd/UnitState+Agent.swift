import Platform

extension LaunchdServiceManager {
  /// The state of a job with the fields that systemd gives, for reports that show them.
  package func unitState(_ service: String, deadline: Deadline) throws(ServiceManagerError) -> UnitState {
    let state = try state(of: service, deadline: deadline)
    return UnitState(
      name: service, status: state.status,
      fragment: state.hasFile || state.loaded != nil ? directory.appending("\(service).plist") : nil,
      dropIns: [], effective: UnitState.EffectiveSettings(state.agent))
  }
}

extension UnitState.EffectiveSettings {
  /// launchd's settings in systemd's words; its defaults for a property list that cannot be read.
  init(_ agent: InstalledAgent?) {
    self.init(
      type: "simple", restart: agent?.isKeptAlive == true ? "always" : "no", command: agent?.command,
      environment: agent?.environment.map { "\($0.name)=\($0.value)" } ?? [], user: nil,
      workingDirectory: agent?.workingDirectory, watchdog: nil, startTimeout: nil, stopTimeout: nil)
  }
}
