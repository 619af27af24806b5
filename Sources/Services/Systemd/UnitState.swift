import Platform

/// Everything that is asked of systemd about one service unit, read in one call: `org.freedesktop.systemd1(5)`.
package struct UnitState: Hashable, Sendable {
  /// The unit's name.
  package var name: String
  /// `loaded`, `not-found`, `bad-setting`, `error`, `masked`.
  package var loadState: String
  /// Why the unit could not be loaded.
  package var loadError: String?
  /// `active`, `reloading`, `inactive`, `failed`, `activating`, `deactivating`.
  package var activeState: String
  /// The finer state, such as `running` or `auto-restart`.
  package var subState: String
  /// `enabled`, `disabled`, `masked`, `static`; empty when there is no file.
  package var unitFileState: String
  /// The unit file; nil when there is none.
  package var fragmentPath: AbsolutePath?
  /// The drop-ins that change it, in the order in which they are read.
  package var dropInPaths: [AbsolutePath]
  /// Whether the files on disk are newer than what the manager has read.
  package var needsReload: Bool
  /// Whether it runs while its manager does not.
  package var isUnattended = false
  /// The state where the manager has said it in so many words; nil where it follows from systemd's.
  package var declaredState: ServiceState?
  /// The id of the last run as 32 hexadecimal digits.
  package var invocationID: String?
  /// The control group of its processes; nil when it has none.
  package var controlGroup: String?
  /// What is known of its main process.
  package var process: ProcessFacts
  /// The settings in force.
  package var effective: EffectiveSettings
  /// When it came to its states.
  package var times: Times
  /// The socket units that start it when somebody connects.
  package var sockets: [String] = []
  /// Those of them that are listened on, as far as that was asked.
  package var listeningSockets: [String] = []

  /// The unit's main process.
  package struct ProcessFacts: Hashable, Sendable {
    /// The main process; nil while none runs.
    package var mainPID: Int32?
    /// The main process of the last run, though it may have ended.
    package var lastPID: Int32?
    /// `success`, `exit-code`, `signal`, `core-dump`, `watchdog`, `timeout`, `start-limit-hit` and others.
    package var result: String
    /// How the main process of the last run ended; nil while it runs.
    package var lastExit: ServiceExit?
    /// How often systemd has started it again by itself.
    package var restarts: Int
    /// The text of the last `STATUS=` notification.
    package var statusText: String?
    /// Bytes; nil when the manager does not count them.
    package var memoryCurrent: Int?
    /// Bytes; systemd 253 and later.
    package var memoryPeak: Int?
  }

  /// The settings in force, drop-ins included.
  package struct EffectiveSettings: Hashable, Sendable {
    /// `Type=`, such as `notify`.
    package var type: String
    /// `Restart=`, such as `always`.
    package var restart: String
    /// The first command of `ExecStart=`.
    package var command: UnitCommand?
    /// `Environment=`, one `NAME=value` each.
    package var environment: [String]
    /// `User=`; nil when it is not set.
    package var user: String?
    /// `WorkingDirectory=`; nil when it is not set.
    package var workingDirectory: String?
    /// Nil where there is no limit.
    package var watchdog: Duration?
    /// `TimeoutStartSec=`.
    package var startTimeout: Duration?
    /// `TimeoutStopSec=`.
    package var stopTimeout: Duration?
  }

  /// When states were reached, by the wall clock; nil for what has not happened.
  package struct Times: Hashable, Sendable {
    /// The last change of any state.
    package var stateChange: Timestamp?
    /// The last time it became active.
    package var activeEnter: Timestamp?
    /// The last time it ceased to be active.
    package var activeExit: Timestamp?
    /// The last time it became inactive.
    package var inactiveEnter: Timestamp?
    /// The start of the last main process.
    package var processStart: Timestamp?
    /// The end of the last main process.
    package var processExit: Timestamp?
  }

  /// Whether it runs, be it in the middle of a reload or of its end.
  package var isUp: Bool {
    activeState == "active" || ["reloading", "deactivating"].contains(activeState) && process.mainPID != nil
  }

  /// Whether a definition of this name exists.
  package var isInstalled: Bool { loadState != "not-found" }

  /// Whether the unit starts with its target.
  package var isEnabled: Bool { unitFileState == "enabled" || unitFileState == "enabled-runtime" }

  /// The unit's state in the words that every service manager has.
  package var state: ServiceState { declaredState ?? derivedState }

  private var derivedState: ServiceState {
    switch activeState {
    case _ where !isInstalled && activeState == "inactive": .notInstalled
    case "active": .running
    case "reloading": .reloading
    case "deactivating": .stopping
    case "activating": subState == "auto-restart" ? .restarting : .starting
    case "failed": failure
    default: .stopped
    }
  }

  /// With `Restart=always` systemd leaves a unit failed only when its start limit is used up, for an exit status that
  /// forbids a restart, or after a stop that went wrong.
  private var failure: ServiceState {
    if process.lastExit == .configurationRejected { return .configurationRejected }
    let hasRetried = effective.restart == "always" && process.restarts > 0
    return hasRetried || process.result == "start-limit-hit" ? .gaveUp : .failed
  }

  /// The same facts as every service manager gives them.
  package var status: ServiceStatus {
    var status = ServiceStatus(
      state: state, isEnabled: isEnabled, processID: process.mainPID, lastExit: process.lastExit,
      lastExitTime: times.processExit, result: process.result, restarts: process.restarts, since: times.stateChange,
      statusText: process.statusText,
      run: ServiceRun(id: invocationID, processID: process.lastPID, start: times.processStart))
    status.needsReload = needsReload
    status.isUnattended = isUnattended
    return status
  }
}
