import Platform

@testable import Services

extension UnitState {
  /// A unit's state with plain values: running unless said otherwise.
  static func sample(
    _ activeState: String = "active", _ subState: String = "running", loadState: String = "loaded",
    unitFileState: String = "enabled", lastExit: ServiceExit? = nil, result: String = "success", restarts: Int = 0,
    statusText: String? = nil, dropIns: [String] = [], needsReload: Bool = false, command: UnitCommand? = nil
  ) -> UnitState {
    let isUp = ["active", "reloading", "deactivating"].contains(activeState) || subState == "start"
    return UnitState(
      name: "openclaw-gateway.service", loadState: loadState, loadError: nil, activeState: activeState,
      subState: subState, unitFileState: unitFileState, fragmentPath: nil,
      dropInPaths: dropIns.compactMap { AbsolutePath($0) }, needsReload: needsReload, invocationID: nil,
      controlGroup: nil,
      process: ProcessFacts(
        mainPID: isUp ? 71 : nil, result: result, lastExit: lastExit, restarts: restarts, statusText: statusText,
        memoryCurrent: 4096, memoryPeak: nil),
      effective: EffectiveSettings(
        type: "notify", restart: "always", command: command, environment: [], user: nil, workingDirectory: nil,
        watchdog: nil, startTimeout: nil, stopTimeout: nil),
      times: Times(
        stateChange: Timestamp(milliseconds: 1_700_000_000_000), activeEnter: nil, activeExit: nil,
        inactiveEnter: nil, processStart: nil,
        processExit: lastExit == nil ? nil : Timestamp(milliseconds: 1_700_000_000_000)))
  }

  static let absent = sample("inactive", "dead", loadState: "not-found", unitFileState: "")
  static let stopped = sample("inactive", "dead")
  static let starting = sample("activating", "start", statusText: "reading the config")
  static let reloading = sample("reloading", "reload")
  static let stopping = sample("deactivating", "stop-sigterm")
  static let restarting = sample("activating", "auto-restart", lastExit: .exited(1), result: "exit-code", restarts: 1)
  static let gaveUp = sample("failed", "failed", lastExit: .exited(1), result: "exit-code", restarts: 5)
  static let killed = sample("failed", "failed", lastExit: .killed(signal: 9, dumped: false), result: "signal")
  static let rejected = sample("failed", "failed", lastExit: .exited(78), result: "exit-code")
}
