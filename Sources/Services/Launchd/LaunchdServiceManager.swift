import Platform

/// A user's launchd as a service manager; services are known by their labels.
///
/// launchd reads a property list when the job is loaded and forgets the job when it is unloaded. So start loads, stop
/// unloads and leaves file and enablement as they are, and a restart loads anew when the property list has changed.
package struct LaunchdServiceManager: ServiceManager {
  let launchctl: Launchctl
  let domain: LaunchdDomain
  let directory: AbsolutePath
  let patience: LaunchdPatience

  /// The launchd of one session.
  ///
  /// - Parameter directory: where the property lists are, `~/Library/LaunchAgents`.
  package init(
    _ launchctl: Launchctl, domain: LaunchdDomain, directory: AbsolutePath, patience: LaunchdPatience = .standard
  ) {
    self.launchctl = launchctl
    self.domain = domain
    self.directory = directory
    self.patience = patience
  }

  package var scope: ServiceScope { .user }

  package func status(of service: String, deadline: Deadline) throws(ServiceManagerError) -> ServiceStatus {
    try state(of: target(service), deadline).status
  }

  @discardableResult
  package func register(_ service: String, deadline: Deadline) throws(ServiceManagerError) -> Bool {
    let target = try target(service)
    guard try isDisabled(target, deadline) else { return false }
    try perform(.enable(target), deadline)
    return true
  }

  @discardableResult
  package func unregister(_ service: String, deadline: Deadline) throws(ServiceManagerError) -> Bool {
    let target = try target(service)
    if try isDisabled(target, deadline) { return false }
    try perform(.disable(target), deadline)
    return true
  }

  package func start(
    _ service: String, deadline: Deadline, progress: (ServiceStatus) -> Void
  ) throws(ServiceManagerError) -> StartOutcome {
    let target = try target(service)
    let before = try installedState(target, deadline)
    guard let loaded = before.loaded else {
      try load(target, deadline)
      return try running(target, deadline, after: nil, progress)
    }
    if loaded.isRunning { return .ready(before.status) }
    try perform(.kickstart(target, killing: false), deadline)
    return try running(target, deadline, after: loaded, progress)
  }

  package func restart(
    _ service: String, deadline: Deadline, progress: (ServiceStatus) -> Void
  ) throws(ServiceManagerError) -> StartOutcome {
    let target = try target(service)
    let before = try installedState(target, deadline)
    if let loaded = before.loaded, try agent(target).map({ loaded.matches($0) }) == true {
      try perform(.kickstart(target, killing: true), deadline)
      return try running(target, deadline, after: loaded, progress)
    }
    try unload(target, deadline)
    guard try hasLeft(target, deadline) else {
      return .failed(try state(of: target, .lastLook(deadline)).status, job: "still unloading")
    }
    try load(target, deadline)
    return try running(target, deadline, after: nil, progress)
  }

  package func stop(
    _ service: String, deadline: Deadline, progress: (ServiceStatus) -> Void
  ) throws(ServiceManagerError) -> StopOutcome {
    let target = try target(service)
    let before = try state(of: target, deadline)
    if before.loaded == nil { return .wasDown(before.status) }
    try unload(target, deadline)
    let hasLeft = try hasLeft(target, deadline)
    let after = try state(of: target, .lastLook(deadline)).status
    return hasLeft ? .stopped(after) : .stillStopping(after)
  }
}

/// How long a launchd that is busy is given, as values.
package struct LaunchdPatience: Hashable, Sendable {
  /// The pauses between attempts to load a job; one more attempt than pauses.
  package var backoff: [Duration]
  /// The pause between two looks at a job that is about to change.
  package var interval: Duration

  /// Pauses from their parts.
  package init(backoff: [Duration], interval: Duration) {
    self.backoff = backoff
    self.interval = interval
  }

  /// Six attempts within eight seconds.
  package static let standard = LaunchdPatience(
    backoff: [.milliseconds(250), .milliseconds(500), .seconds(1), .seconds(2), .seconds(4)],
    interval: .milliseconds(100))
}

extension Deadline {
  /// Time for one last look, also when the wait before it has used all there was.
  static func lastLook(_ deadline: Deadline) -> Deadline { max(deadline, .after(.seconds(2))) }
}
