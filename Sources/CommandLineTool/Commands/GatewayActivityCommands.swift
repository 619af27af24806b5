import CommandTree
import Doctor
import Platform
import Profiles
import Services

/// `openclaw gateway start`: brings an installed service up; one that runs stays as it is.
enum GatewayStartCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let (target, port) = try context.installedTarget()
    let lock = try LifecycleLock(.profile, of: target.profile, context: context)
    let before = try target.status()
    if before.state == .running || before.state == .reloading {
      return LifecycleReport(
        action: "start", result: "already-running", message: "\(target.profile.unitName) is already running",
        target: target, port: port, status: before)
    }
    try context.checkStartable(target.serviceConfiguration())
    let status = try context.perform(.start, target)
    _ = consume lock
    var report = LifecycleReport(
      action: "start", result: "started", message: "Started \(target.profile.unitName): the gateway is ready",
      target: target, port: port, status: status)
    report.noteIfStarting(status)
    return report
  }
}

/// `openclaw gateway stop`: the service stays down until start or boot; whether it starts by itself does not change.
enum GatewayStopCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let target = try ServiceTarget.installed(context)
    guard try target.installedUnit() != nil else {
      return LifecycleReport(
        action: "stop", result: "not-loaded",
        message: "\(target.profile.unitName) is not installed; nothing was stopped",
        target: target)
    }
    try context.requireRights(target)
    if let report = try Handover.ifInside(target, .stop, context) { return report }
    let lock = try LifecycleLock(.profile, of: target.profile, context: context)
    let status = try context.perform(.stop, target)
    _ = consume lock
    return LifecycleReport(
      action: "stop", result: "stopped", message: "Stopped \(target.profile.unitName)", target: target, status: status)
  }
}

/// `openclaw gateway restart`: checks the config first and leaves a running gateway alone when it would be refused.
enum GatewayRestartCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let asked = Timestamp.now()
    let (target, port) = try context.installedTarget()
    try context.checkStartable(target.serviceConfiguration())
    if let report = try Handover.ifInside(target, .restart, context) { return report }
    let lock = try LifecycleLock(.profile, of: target.profile, context: context)
    let before = try target.status()
    // Whoever waited for another restart shares its result.
    let isShared = before.state == .running && (before.since ?? asked) > asked
    let status = isShared ? before : try context.perform(.restart, target)
    _ = consume lock
    var report = LifecycleReport(
      action: "restart", result: "restarted", message: "Restarted \(target.profile.unitName): the gateway is ready",
      target: target, port: port, status: status)
    report.noteIfStarting(status)
    return report
  }
}

extension CommandContext {
  /// The target of a command that needs an installed service, with the port its unit pins.
  func installedTarget() throws(CommandFailure) -> (ServiceTarget, Port?) {
    let target = try ServiceTarget.installed(self)
    guard let installed = try target.installedUnit() else {
      throw CommandFailure(
        "no gateway service is installed for profile \(profile.name)", location: target.unitPath.string,
        hints: ["openclaw gateway install"], code: "not-installed", exitStatus: .notInstalled)
    }
    try requireRights(target)
    return (target, installed.unit.port)
  }

  /// A system service is changed by root; from inside it the gateway itself may be asked to restart.
  func requireRights(_ target: ServiceTarget) throws(CommandFailure) {
    let isInside = UnitMembership().isInside(target.profile.unitName, scope: target.scope)
    if target.scope == .system, !(isInside && invocation.action == .gatewayRestart) {
      try ServiceTarget.requireRoot(self)
    }
  }

  /// Starts, restarts or stops the service and waits for the outcome.
  func perform(_ action: ActivityChange.Action, _ target: ServiceTarget) throws(CommandFailure) -> ServiceStatus {
    let change = ActivityChange(action, unit: target.profile.unitName, through: target.connection, wait: wait) {
      progress("\(target.profile.unitName) is \($0.state.rawValue)\($0.statusText.map { " (\($0))" } ?? "")")
    }
    do { try change.apply() } catch let error as ActivityFailure {
      throw CommandFailure(error, target: target, logFile: target.profile.logFile, step: action.rawValue)
    } catch let error as ServiceManagerError {
      throw CommandFailure(error, target: target, step: action.rawValue)
    } catch { throw CommandFailure("\(error)", code: "failed", step: action.rawValue) }
    return try target.status()
  }
}
