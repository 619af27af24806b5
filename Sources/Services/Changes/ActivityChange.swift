import Platform

/// Starts, restarts or stops a service and waits for the outcome.
///
/// A start that is still on its way when the wait ends is no failure: nobody stops it, and whoever asks the manager
/// afterwards learns how it is.
package struct ActivityChange: Change {
  /// What is asked of the manager.
  package enum Action: String, Hashable, Sendable { case start, restart, stop }

  /// What is asked of the manager.
  package let action: Action
  /// The service's unit.
  package let unit: String
  let connection: ServiceConnection
  private let wait: Duration
  private let progress: (ServiceStatus) -> Void

  /// - Parameter wait: how long the service may take to be ready, or to be down.
  package init(
    _ action: Action, unit: String, through connection: ServiceConnection, wait: Duration,
    progress: @escaping (ServiceStatus) -> Void
  ) {
    self.action = action
    self.unit = unit
    self.connection = connection
    self.wait = wait
    self.progress = progress
  }

  package var step: String { action.rawValue }

  package var summary: String {
    action == .stop ? "stop \(unit)" : "\(action.rawValue) \(unit) and wait until it is ready"
  }

  package func undoRecord() throws -> UndoRecord? {
    let status = try connection.status(of: unit)
    let (state, former) = (status.state, status.state.isActive)
    switch action {
    case .start where state == .running || state == .reloading: return nil
    case .stop where !former && state != .stopping && !status.isLoaded: return nil
    case .start, .stop, .restart: break
    }
    let verb: ServiceUndoer.Verb = action == .stop ? .startUnit : former ? .leaveUnit : .stopUnit
    return ServiceUndoer.record(verb, of: unit, through: connection)
  }

  package func apply() throws { _ = try perform() }

  /// Makes the change.
  ///
  /// True when it was seen through; false for a start that was still on its way when the wait ended.
  package func perform() throws -> Bool {
    let manager = try connection.manager()
    let deadline = Deadline.after(wait)
    let asked = Timestamp.now()
    switch action {
    case .start: return try isReady(manager.start(unit, deadline: deadline, progress: progress), asked)
    case .restart: return try isReady(manager.restart(unit, deadline: deadline, progress: progress), asked)
    case .stop: return try isDown(manager.stop(unit, deadline: deadline, progress: progress))
    }
  }

  private func isReady(_ outcome: StartOutcome, _ asked: Timestamp) throws(ActivityFailure) -> Bool {
    switch outcome {
    case .ready: return true
    case .stillStarting: return false
    case .failed(let status, let job): throw .startFailed(status, job: job, since: asked)
    }
  }

  private func isDown(_ outcome: StopOutcome) throws(ActivityFailure) -> Bool {
    switch outcome {
    case .wasDown, .stopped: return true
    case .stillStopping(let status) where status.state.isDown: return true
    case .stillStopping(let status): throw .stillStopping(status)
    case .failed(let status, let job): throw .stopFailed(status, job: job)
    }
  }
}

/// A service that did not start or stop as asked, with its state right after.
package enum ActivityFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// `job` is the manager's word for the outcome, `since` when the start was asked for: the runs after it have failed.
  case startFailed(ServiceStatus, job: String, since: Timestamp)
  case stillStopping(ServiceStatus)
  case stopFailed(ServiceStatus, job: String)

  /// The service's state right after.
  package var status: ServiceStatus {
    switch self {
    case .startFailed(let status, _, _), .stillStopping(let status), .stopFailed(let status, _): status
    }
  }
  package var description: String {
    switch self {
    case .startFailed(let status, let job, _): "the service did not start (\(job)); it is \(status.state.rawValue)"
    case .stillStopping: "the service is still stopping"
    case .stopFailed(let status, let job): "the service did not stop (\(job)); it is \(status.state.rawValue)"
    }
  }
}
