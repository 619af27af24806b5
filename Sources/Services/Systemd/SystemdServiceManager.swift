import Platform

/// systemd as a service manager.
package struct SystemdServiceManager: ServiceManager {
  /// The manager's own interface, for what only systemd has.
  package let systemd: SystemdManager

  /// A service manager over the connection to one.
  package init(_ systemd: SystemdManager) { self.systemd = systemd }

  package var scope: ServiceScope { systemd.scope }

  package func status(of service: String, deadline: Deadline) throws(ServiceManagerError) -> ServiceStatus {
    let state = try systemd.unitState(service, deadline: deadline)
    var status = state.status
    status.isLoaded = try !systemd.listeningSockets(of: state, deadline: deadline).isEmpty
    return status
  }

  package func reload(deadline: Deadline) throws(ServiceManagerError) { try systemd.reload(deadline: deadline) }

  package func forgetFailures(of service: String, deadline: Deadline) throws(ServiceManagerError) {
    try systemd.resetFailed(service, deadline: deadline)
  }

  @discardableResult
  package func register(_ service: String, deadline: Deadline) throws(ServiceManagerError) -> Bool {
    try systemd.reload(deadline: deadline)
    let changes = try systemd.enable(service, deadline: deadline)
    if !changes.isEmpty { try systemd.reload(deadline: deadline) }
    return !changes.isEmpty
  }

  @discardableResult
  package func unregister(_ service: String, deadline: Deadline) throws(ServiceManagerError) -> Bool {
    let changes = try systemd.disable(service, deadline: deadline)
    if !changes.isEmpty { try systemd.reload(deadline: deadline) }
    return !changes.isEmpty
  }

  package func start(
    _ service: String, deadline: Deadline, progress: (ServiceStatus) -> Void
  ) throws(ServiceManagerError) -> StartOutcome {
    let before = try systemd.unitState(service, deadline: .forOneQuestion(within: deadline))
    if before.state == .running || before.state == .reloading { return .ready(before.status) }
    // A start would sit out the delay of a pending restart; a restart does not.
    let job: UnitJob = before.state == .restarting ? .restart : .start
    return try bringUp(job, service, before.sockets, deadline, progress)
  }

  package func restart(
    _ service: String, deadline: Deadline, progress: (ServiceStatus) -> Void
  ) throws(ServiceManagerError) -> StartOutcome {
    let before = try systemd.unitState(service, deadline: .forOneQuestion(within: deadline))
    return try bringUp(.restart, service, before.sockets, deadline, progress)
  }

  package func stop(
    _ service: String, deadline: Deadline, progress: (ServiceStatus) -> Void
  ) throws(ServiceManagerError) -> StopOutcome {
    let first = try systemd.unitState(service, deadline: .forOneQuestion(within: deadline))
    // The sockets first: whoever connected meanwhile would start the service again.
    let sockets = try systemd.listeningSockets(of: first, deadline: .forOneQuestion(within: deadline))
    for socket in sockets {
      let result = try systemd.run(.stop, on: socket, deadline: deadline)
      if let result, result != "done" { return .failed(first.status, job: result) }
    }
    let before =
      sockets.isEmpty ? first : try systemd.unitState(service, deadline: .forOneQuestion(within: deadline))
    if before.activeState == "inactive" || before.activeState == "failed" {
      return sockets.isEmpty ? .wasDown(before.status) : .stopped(before.status)
    }
    let result = try systemd.run(.stop, on: service, deadline: deadline) { progress($0.status) }
    let after = try systemd.unitState(service, deadline: .forOneQuestion(within: deadline)).status
    switch result {
    case "done"?: return .stopped(after)
    case nil: return .stillStopping(after)
    case let job?: return .failed(after, job: job)
    }
  }

  private func bringUp(
    _ job: UnitJob, _ service: String, _ sockets: [String], _ deadline: Deadline,
    _ progress: (ServiceStatus) -> Void
  ) throws(ServiceManagerError) -> StartOutcome {
    try systemd.resetFailed(service, deadline: .forOneQuestion(within: deadline))
    // One that has failed is listened on again, since the service wants it.
    for socket in sockets { try systemd.resetFailed(socket, deadline: .forOneQuestion(within: deadline)) }
    let result = try systemd.run(job, on: service, deadline: deadline) { progress($0.status) }
    let after = try systemd.unitState(service, deadline: .forOneQuestion(within: deadline)).status
    switch (result, after.state) {
    case ("done"?, .running), ("done"?, .reloading): return .ready(after)
    case (nil, _): return .stillStarting(after)
    case (let job, _): return .failed(after, job: job ?? "")
    }
  }
}

extension Deadline {
  /// Time for an answer, also when a wait was short or has used all there was.
  static func forOneQuestion(within wait: Deadline) -> Deadline { max(wait, .after(.seconds(2))) }
}
