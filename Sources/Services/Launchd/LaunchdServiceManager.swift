import Platform
import Profiles

/// A user's launchd as a service manager; services are known by their labels.
///
/// launchd reads a property list when the job is loaded and forgets the job when it is unloaded. So start loads, stop
/// unloads and leaves file and enablement as they are, and a restart loads anew when the property list has changed.
package struct LaunchdServiceManager: ServiceManager {
  let launchctl: Launchctl
  let domain: LaunchdDomain
  let directory: AbsolutePath
  let patience: LaunchdPatience
  let isReady: Readiness?

  /// Whether the gateway of a job that has a process, and of which the property list says this, is ready.
  package typealias Readiness = @Sendable (InstalledAgent, _ process: Int32?) -> Bool

  /// The launchd of one session.
  ///
  /// - Parameters:
  ///   - directory: where the property lists are, `~/Library/LaunchAgents`.
  ///   - isReady: what launchd never knows; nil counts a process as a service that is ready.
  package init(
    _ launchctl: Launchctl, domain: LaunchdDomain, directory: AbsolutePath, patience: LaunchdPatience = .standard,
    isReady: Readiness? = nil
  ) {
    self.launchctl = launchctl
    self.domain = domain
    self.directory = directory
    self.patience = patience
    self.isReady = isReady
  }

  /// The launchd of a user's session, reached by the `launchctl` on the path.
  ///
  /// - Throws: `noLaunchctl` where there is none.
  package init(
    userID: UInt32, home: AbsolutePath, environment: Environment, isReady: Readiness? = nil
  ) throws(ServiceManagerError) {
    guard let launchctl = Launchctl.found(in: environment) else { throw .noLaunchctl }
    self.init(
      launchctl, domain: .gui(userID), directory: Profile.launchAgents(home: home), isReady: isReady)
  }

  package var scope: ServiceScope { .user }

  package func status(of service: String, deadline: Deadline) throws(ServiceManagerError) -> ServiceStatus {
    status(try state(of: target(service), deadline))
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
    if loaded.isRunning { return try running(target, deadline, after: nil, progress) }
    if before.needsReload { return try reload(target, deadline, progress) }
    try perform(.kickstart(target, killing: false), deadline)
    return try running(target, deadline, after: loaded, progress)
  }

  package func restart(
    _ service: String, deadline: Deadline, progress: (ServiceStatus) -> Void
  ) throws(ServiceManagerError) -> StartOutcome {
    let target = try target(service)
    let before = try installedState(target, deadline)
    guard let loaded = before.loaded, before.agent != nil, !before.needsReload else {
      return try reload(target, deadline, progress)
    }
    try perform(.kickstart(target, killing: true), deadline)
    return try running(target, deadline, after: loaded, progress)
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
