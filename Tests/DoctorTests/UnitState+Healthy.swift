import Platform

@testable import Services

extension UnitState {
  /// A unit that runs, is enabled and has been read.
  static let healthy = UnitState(
    name: "openclaw-gateway.service", loadState: "loaded", loadError: nil, activeState: "active", subState: "running",
    unitFileState: "enabled", fragmentPath: nil, dropInPaths: [], needsReload: false, invocationID: nil,
    controlGroup: nil, process: ProcessFacts(mainPID: 71, result: "success", restarts: 0),
    effective: EffectiveSettings(type: "notify", restart: "always", environment: []), times: Times())

  /// The same with something else about it.
  func changed(_ change: (inout UnitState) -> Void) -> UnitState {
    var copy = self
    change(&copy)
    return copy
  }
}
