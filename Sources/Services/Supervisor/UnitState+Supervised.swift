import Platform

extension SupervisorServiceManager {
  /// The state of a unit with the fields that systemd gives, for reports that show them.
  package func unitState(_ unit: String, _ deadline: Deadline) throws(ServiceManagerError) -> UnitState {
    let status = try status(of: unit, deadline: deadline)
    let fragment = places.units.appending(unit)
    return try onDisk { () throws(SystemError) in
      UnitState(
        name: unit, status: status, fragment: status.state == .notInstalled ? nil : fragment,
        dropIns: try SupervisedUnitReader.dropIns(of: unit, in: places.units),
        effective: UnitState.EffectiveSettings(definition(unit)))
    }
  }

  /// What the unit says; nil when it cannot be run, which the state tells.
  private func definition(_ unit: String) -> SupervisedUnit? {
    do { return try SupervisedUnitReader.read(unit, in: places.units).unit } catch { return nil }
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
