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
    if before.state == .running || before.state == .reloading {
      return LifecycleReport(
        action: "start", result: "already-running", message: "\(target.profile.unitName) is already running",
        target: target, port: port, status: before)
    }
    let configuration = try target.serviceConfiguration()
    try context.checkStartableAsIs(configuration)
    let (status, isDone) = try context.perform(.start, target)
    _ = consume lock
    var report = LifecycleReport(
      action: "start", result: "started", message: "Started \(target.profile.unitName): the gateway is ready",
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
    // A unit whose file was removed goes on running until it is stopped.
    guard try target.isDefined() || target.mainProcess != nil else { return try notLoaded(target, context) }
    try context.requireRights(target)
    if let report = try Handover.ifInside(target, .stop, context) { return report }
    let lock = try LifecycleLock(.profile, of: target.profile, context: context)
    let wasDown = try target.status().isDown
    let (status, _) = try context.perform(.stop, target)
    _ = consume lock
    var report = LifecycleReport(
      action: "stop", result: wasDown ? "already-stopped" : "stopped",
      message: wasDown ? "\(target.profile.unitName) was not running" : "Stopped \(target.profile.unitName)",
      target: target, status: status)
    if try target.isMasked() { report.warnings.append(.masked(target)) }
    return report
  }

  /// Nothing to stop, which a gateway in somebody's terminal is told apart from.
  private static func notLoaded(
    _ target: ServiceTarget, _ context: CommandContext
  ) throws(CommandFailure) -> LifecycleReport {
    var report = LifecycleReport(
      action: "stop", result: "not-loaded",
      message: "\(target.profile.unitName) is not installed; nothing was stopped", target: target)
    if let process = try context.foregroundGateway() {
      report.warnings.append(
        ReportWarning(
          code: "foreground-gateway",
          message:
            "process \(process) runs a gateway on this profile's port, in the foreground and not as this service",
          hint: "kill \(process)"))
    }
    return report
  }
}

/// `openclaw gateway restart`: checks the config first and leaves a running gateway alone when it would be refused.
enum GatewayRestartCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let asked = Timestamp.now()
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
      action: "restart", result: "restarted", message: "Restarted \(target.profile.unitName): the gateway is ready",
      target: target, port: port, status: status)
    report.warnIfPortsDiffer(configured: configuration.configuration.port)
    report.noteIfStarting(status, isDone: isDone)
    return report
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
    guard let installed = try target.installedUnit() else { throw try notInstalled(target) }
    try requireRights(target)
    try target.refuseTwin()
    return (target, installed.unit.port)
  }

  private func notInstalled(_ target: ServiceTarget) throws(CommandFailure) -> CommandFailure {
    let process = try foregroundGateway()
    return CommandFailure(
      "no gateway service is installed for profile \(profile.name)", location: target.unitPath.string,
      reason: process.map { "a gateway on its port runs in the foreground, as process \($0)" },
      hints: (process.map { ["kill \($0)"] } ?? []) + [commandLine("gateway install")], code: "not-installed",
      exitStatus: .notInstalled)
  }

  /// The process that listens on the profile's port and is a gateway; nil when there is none or it cannot be seen.
  fileprivate func foregroundGateway() throws(CommandFailure) -> Int32? {
    guard let port = try survey().port else { return nil }
    do {
      return try ListeningSockets.on(port: port, likelyHolders: []).lazy.compactMap(\.holder)
        .first { $0.command.hasPrefix("openclaw") }?.processIdentifier
    } catch { throw CommandFailure(error) }
  }

  /// A system service is changed by root; from inside it the gateway itself may be asked to restart.
  func requireRights(_ target: ServiceTarget) throws(CommandFailure) {
    let isInside = UnitMembership().isInside(target.profile.unitName, scope: target.scope)
    if target.scope == .system, !(isInside && invocation.action == .gatewayRestart) {
      try ServiceTarget.requireRoot(self)
    }
  }

  /// Starts, restarts or stops the service and waits for the outcome, which may be that it is still on its way.
  func perform(
    _ action: ActivityChange.Action, _ target: ServiceTarget
  ) throws(CommandFailure) -> (status: ServiceStatus, isDone: Bool) {
    let change = ActivityChange(
      action, unit: target.profile.unitName, through: target.connection, wait: wait, progress: tellingProgress(target))
    let isDone: Bool
    do { isDone = try change.perform() } catch let error as ActivityFailure {
      throw CommandFailure(error, target: target, logFile: target.profile.logFile, step: action.rawValue)
    } catch let error as ServiceManagerError {
      throw CommandFailure(error, target: target, step: action.rawValue)
    } catch { throw CommandFailure("\(error)", code: "failed", step: action.rawValue) }
    return (try target.status(), isDone)
  }
}

extension ServiceStatus {
  /// Whether there is nothing to stop.
  fileprivate var isDown: Bool { !state.isActive && state != .stopping }
}
