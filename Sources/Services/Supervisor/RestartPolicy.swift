import Glibc

/// When a service that ended is started again, and what it may take its time for: `systemd.service(5)`.
package struct RestartPolicy: Hashable, Sendable {
  /// The words of `Restart=`.
  package enum Condition: String, Hashable, Sendable, CaseIterable {
    case no
    case onSuccess = "on-success"
    case onFailure = "on-failure"
    case onAbnormal = "on-abnormal"
    case onWatchdog = "on-watchdog"
    case onAbort = "on-abort"
    case always
  }

  package var condition = Condition.no
  /// `RestartSec=`.
  package var delay = Duration.milliseconds(100)
  package var startLimit = StartLimit(interval: .seconds(10), burst: 5)
  /// `RestartPreventExitStatus=`: after these ends nothing is started again.
  package var preventing: Set<ServiceExit> = []
  /// `SuccessExitStatus=`: ends that are no failure, beyond status 0 and the signals that ask for an end.
  package var successes: Set<ServiceExit> = []
  /// Nil where there is no limit.
  package var startTimeout: Duration? = .seconds(90)
  /// Nil where there is no limit.
  package var stopTimeout: Duration? = .seconds(90)
  /// Nil where the service is not watched.
  package var watchdog: Duration?
  /// Whether the service says itself when it is ready: `Type=notify`.
  package var awaitsReadiness = false

  package init() {}

  /// Whether an end is no failure.
  package func isClean(_ exit: ServiceExit) -> Bool {
    if successes.contains(exit) { return true }
    switch exit {
    case .exited(let status): return status == 0
    case .killed(let signal, _): return [SIGHUP, SIGINT, SIGTERM, SIGPIPE].contains(Int32(signal))
    }
  }

  /// Whether a service is started again by itself after a run of this result.
  package func restarts(after result: RunResult, _ exit: ServiceExit?) -> Bool {
    if let exit, preventing.contains(exit) { return false }
    switch condition {
    case .no: return false
    case .always: return true
    case .onSuccess: return result == .success
    case .onFailure: return result != .success
    case .onAbnormal: return ![.success, .exitCode].contains(result)
    case .onAbort: return [.signal, .coreDump].contains(result)
    case .onWatchdog: return result == .watchdog
    }
  }
}

/// How a run of a service went, in systemd's words.
package enum RunResult: String, Hashable, Sendable, CaseIterable {
  case success
  case exitCode = "exit-code"
  case signal
  case coreDump = "core-dump"
  case watchdog
  case timeout
  /// It ended before it had said that it was ready.
  case `protocol`
  /// It was started too often.
  case startLimitHit = "start-limit-hit"
  /// It ended while nobody could learn how, and left no note of an orderly end.
  case lost

  /// The result of a run that ended by itself or by a signal from elsewhere.
  package init(_ exit: ServiceExit?, policy: RestartPolicy) {
    switch exit {
    case nil: self = .lost
    case let exit? where policy.isClean(exit): self = .success
    case .exited: self = .exitCode
    case .killed(_, let dumped): self = dumped ? .coreDump : .signal
    }
  }
}
