/// The state of a service in one word, decided by its manager's own facts.
package enum ServiceState: String, Hashable, Sendable, CaseIterable {
  case notInstalled = "not-installed"
  /// Installed, not running, and nothing is wrong.
  case stopped
  /// On its way to readiness.
  case starting
  /// It has reported readiness.
  case running
  /// It is reading its configuration again.
  case reloading
  case stopping
  /// It ended unexpectedly; the manager starts it again after the delay.
  case restarting
  /// It failed too often; the manager starts it no more until somebody asks.
  case gaveUp = "gave-up"
  /// It ended with the status that says that its configuration is no good.
  case configurationRejected = "config-rejected"
  /// It ended in failure and is not started again.
  case failed

  /// Whether a service in this state has, or is about to have, a process.
  package var isActive: Bool {
    switch self {
    case .starting, .running, .reloading, .restarting: true
    case .notInstalled, .stopped, .stopping, .gaveUp, .configurationRejected, .failed: false
    }
  }

  /// Whether there is nothing to stop.
  package var isDown: Bool { !isActive && self != .stopping }
}
