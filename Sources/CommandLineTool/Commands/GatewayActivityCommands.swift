import CommandTree
import Configuration
import Doctor
import Platform
import Profiles
import Services

/// `openclaw gateway start`: brings an installed service up; one that runs stays as it is.
enum GatewayStartCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let (target, port) = try context.startableTarget()
    let lock = try LifecycleLock(.profile, of: target.profile, context: context)
    let before = try target.status()
    if before.state == .running || before.state == .reloading, !before.isUnattended {
      return LifecycleReport(
        action: "start", result: "already-running", message: "\(target.service) is already running",
        target: target, port: port, status: before)
    }
    let configuration = try target.serviceConfiguration()
    try context.checkStartableAsIs(configuration)
    let (status, isDone) = try context.perform(.start, target)
    _ = consume lock
    var report = LifecycleReport(
      action: "start", result: "started", message: "Started \(target.service): the gateway is ready",
      target: target, port: port, status: status)
    report.warnIfPortsDiffer(configured: configuration.configuration.port)
    report.noteIfStarting(status, isDone: isDone)
    return report
  }
}

/// `openclaw gateway stop`: the service stays down until start or boot; whether it starts by itself does not change.
enum GatewayStopCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let target = try ServiceTarget.installed(context)
    try context.refuseOtherAccounts(target)
    try context.recoverInterrupted(target)
    if let gateway = try context.foregroundGateway(target) {
      let report = try gateway.stop(target, context)
      // A service that failed beside it would take its place.
      guard isUp(target) else { return report }
    }
    // A unit whose file was removed goes on running until it is stopped.
    guard try target.isDefined() || target.mainProcess != nil else {
      return LifecycleReport(
        action: "stop", result: "not-loaded",
        message: "\(target.service) is not installed; nothing was stopped", target: target)
    }
    try context.requireRights(target)
    if let report = try Handover.ifInside(target, .stop, context) { return report }
    let lock = try LifecycleLock(.profile, of: target.profile, context: context)
    let before = try target.status()
    let wasDown = before.state.isDown && !before.isLoaded
    let (status, _) = try context.perform(.stop, target)
    _ = consume lock
    var report = LifecycleReport(
      action: "stop", result: wasDown ? "already-stopped" : "stopped",
      message: wasDown ? "\(target.service) was not running" : "Stopped \(target.service)",
      target: target, status: status)
    if try target.isMasked() { report.warnings.append(.masked(target)) }
    return report
  }
}

extension GatewayStopCommand {
  /// Whether there is a service to stop, as far as its manager can be asked.
  private static func isUp(_ target: ServiceTarget) -> Bool {
    do throws(CommandFailure) {
      guard try target.isDefined() else { return false }
      let status = try target.status()
      return !status.state.isDown || status.isLoaded
    } catch { return false }
  }
}

/// `openclaw gateway restart`: checks the config first and leaves a running gateway alone when it would be refused.
enum GatewayRestartCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let asked = Timestamp.now()
    if let report = try restartForeground(context) { return report }
    let (target, port) = try context.startableTarget()
    let configuration = try target.serviceConfiguration()
    try context.checkStartableAsIs(configuration)
    if let report = try Handover.ifInside(target, .restart, context) { return report }
    let lock = try LifecycleLock(.profile, of: target.profile, context: context)
    let before = try target.status()
    // Whoever waited for another restart shares its result.
    let isShared = before.state == .running && (before.since ?? asked) > asked
    let (status, isDone) = isShared ? (before, true) : try context.perform(.restart, target)
    _ = consume lock
    var report = LifecycleReport(
      action: "restart", result: "restarted", message: "Restarted \(target.service): the gateway is ready",
      target: target, port: port, status: status)
    report.warnIfPortsDiffer(configured: configuration.configuration.port)
    report.noteIfStarting(status, isDone: isDone)
    return report
  }

  /// The report of a gateway in the foreground that was restarted; nil when none runs, and beside an installed service
  /// when its config does not allow that.
  private static func restartForeground(_ context: CommandContext) throws(CommandFailure) -> (any Report)? {
    let target = try ServiceTarget.installed(context)
    try context.refuseOtherAccounts(target)
    guard let gateway = try context.foregroundGateway(target) else { return nil }
    if try target.isDefined(), !context.loadConfiguration().configuration.allowsRestart { return nil }
    return try gateway.restart(target, context)
  }
}

extension CommandContext {
  /// The target of a command that starts an installed service, with the port its unit pins.
  ///
  /// Refused are a unit that is not there, is masked, or has a twin in the other scope.
  fileprivate func startableTarget() throws(CommandFailure) -> (ServiceTarget, Port?) {
    let target = try ServiceTarget.installed(self)
    try refuseOtherAccounts(target)
    try recoverInterrupted(target)
    try target.refuseMask()
    guard let installed = try target.installedService() else { throw try notInstalled(target) }
    try requireRights(target)
    try target.refuseTwin()
    try refuseForeground(target)
    return (target, installed.definition.port)
  }

  private func notInstalled(_ target: ServiceTarget) throws(CommandFailure) -> CommandFailure {
    let process = try foregroundGateway(target)?.process
    return CommandFailure(
      "no gateway service is installed for profile \(profile.name)", location: target.definitionPath.string,
      reason: process.map { "a gateway of the profile runs in the foreground, as process \($0)" },
      hints: (process.map { _ in [commandLine("gateway stop")] } ?? []) + [commandLine("gateway install")],
      code: "not-installed", exitStatus: .notInstalled)
  }

  /// A gateway in the foreground has the profile to itself: a service could not start beside it.
  func refuseForeground(_ target: ServiceTarget) throws(CommandFailure) {
    guard let gateway = try foregroundGateway(target) else { return }
    throw CommandFailure(
      "a gateway of profile \(profile.name) runs in the foreground", location: target.profile.stateDirectory.string,
      reason: "process \(gateway.process) holds it, and a service could not start beside it",
      hints: [commandLine("gateway stop")], code: "foreground-gateway")
  }

  /// The gateway that runs in the foreground, on the profile's state; nil when there is none or the service runs.
  fileprivate func foregroundGateway(_ target: ServiceTarget) throws(CommandFailure) -> ForegroundGateway? {
    let running: ProfileGateway?
    do { running = try ProfileGateway.running(target.profile) } catch { throw CommandFailure(error) }
    guard let gateway = running, !gateway.isSupervised else { return nil }
    let process = gateway.process.processIdentifier
    if process == target.mainProcess { return nil }
    return ForegroundGateway(process: process, identity: gateway.identity)
  }

  /// A system service is changed by root; from inside it the gateway itself may be asked to restart.
  func requireRights(_ target: ServiceTarget) throws(CommandFailure) {
    let isInside = UnitMembership().isInside(target.service, scope: target.scope)
    if target.scope == .system, !(isInside && invocation.action == .gatewayRestart) {
      try ServiceTarget.requireRoot(self)
    }
  }

  /// Starts, restarts or stops the service and waits for the outcome, which may be that it is still on its way.
  func perform(
    _ action: ActivityChange.Action, _ target: ServiceTarget
  ) throws(CommandFailure) -> (status: ServiceStatus, isDone: Bool) {
    let change = ActivityChange(
      action, unit: target.service, through: target.connection, wait: wait, progress: tellingProgress(target))
    let isDone: Bool
    do { isDone = try change.perform() } catch let error as ActivityFailure {
      throw CommandFailure(error, target: target, logFile: target.profile.logFile, step: action.rawValue)
    } catch let error as ServiceManagerError {
      throw CommandFailure(error, target: target, step: action.rawValue)
    } catch { throw CommandFailure("\(error)", code: "failed", step: action.rawValue) }
    return (try target.status(), isDone)
  }
}
