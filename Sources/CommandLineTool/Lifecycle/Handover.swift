import CommandTree
import Glibc
import Platform
import Profiles
import Services

/// What happens when a lifecycle command runs inside the very service it acts on: it would be stopped with it.
///
/// In the user's scope a transient unit outside the service does the work and leaves its answer in a file. In the
/// system's scope without root, the gateway is asked to end, and its manager starts it again.
enum Handover {
  /// The report of a command that was handed over; nil when this process is not inside the service.
  static func ifInside(
    _ target: ServiceTarget, _ action: ActivityChange.Action, _ context: CommandContext
  ) throws(CommandFailure) -> LifecycleReport? {
    guard try isInside(target, context) else { return nil }
    if target.managerKind == .launchd { return try leaveToLaunchd(target, action) }
    if target.managerKind == .supervisor { return try askSupervisor(target, action) }
    if target.scope == .system, Account.effectiveUserID != 0 { return try endMainProcess(target, action) }
    return try handOver(target, ["gateway", action.rawValue], context)
  }

  /// The report of an install that was handed over, since it restarts the service; nil when this process is not inside.
  ///
  /// - Throws: `CommandFailure` under the supervisor, which has nobody to hand it over to.
  static func ofInstall(_ target: ServiceTarget, _ context: CommandContext) throws(CommandFailure) -> LifecycleReport? {
    guard try target.isDefined(), try isInside(target, context) else { return nil }
    if target.managerKind == .systemd, target.scope == .user || Account.effectiveUserID == 0 {
      let linger = context.invocation[.enableLinger] ? ["--enable-linger"] : []
      return try handOver(target, context.installAgain + linger, context)
    }
    throw CommandFailure(inside: target)
  }

  /// Whether this process is part of the service.
  static func isInside(_ target: ServiceTarget, _ context: CommandContext) throws(CommandFailure) -> Bool {
    switch target.managerKind {
    case .systemd: return UnitMembership().isInside(target.service, scope: target.scope)
    case .launchd: return context.environment["XPC_SERVICE_NAME"] == target.service
    case .supervisor:
      guard let run = context.environment[ExitRecord.runVariable] else { return false }
      return try target.status().run.id == run
    }
  }

  /// launchd ends and starts a job by itself once it was asked, whether or not the command ends with it.
  ///
  /// - Throws: `CommandFailure` for a restart that takes two requests, since nobody would be left to make the second.
  private static func leaveToLaunchd(
    _ target: ServiceTarget, _ action: ActivityChange.Action
  ) throws(CommandFailure) -> LifecycleReport? {
    if action == .restart, try target.status().needsReload { throw CommandFailure(inside: target) }
    return nil
  }

  /// The supervisor does all of it by itself, so that the command, which ends with its gateway, need only ask.
  private static func askSupervisor(
    _ target: ServiceTarget, _ action: ActivityChange.Action
  ) throws(CommandFailure) -> LifecycleReport {
    let unit = target.service
    do {
      try SupervisorServiceManager(places: SupervisorPlaces(home: target.profile.home))
        .request(action, unit, deadline: .after(ServiceConnection.patience))
    } catch { throw CommandFailure(error, target: target, step: "hand-over") }
    return LifecycleReport(
      action: action.rawValue, result: "handed-over",
      message: "this process is part of \(unit): the supervisor does the \(action.rawValue)", target: target)
  }

  private static func handOver(
    _ target: ServiceTarget, _ words: [String], _ context: CommandContext
  ) throws(CommandFailure) -> LifecycleReport {
    let action = words[1]
    let result = target.profile.stateDirectory.appending("\(action)-result.json")
    let arguments = ["--profile", target.profile.name.text] + words + ["--json"]
    let command = "\(context.executable) \(arguments.joined(separator: " "))"
    let unit = TransientUnit(
      name: "openclaw-\(action)-\(RandomBytes.make(6).hexadecimal).service",
      description: "openclaw gateway \(action) for \(target.service)",
      executable: AbsolutePath.root.appending("bin/sh"),
      // The program and the file are given as words, so that no shell reads them.
      arguments: [
        "-c", "umask 077; out=$1; shift; exec \"$@\" >\"$out\"", command, result.string, context.executable.string,
      ] + arguments,
      environment: [
        ServiceVariable("HOME", target.profile.home.string),
        ServiceVariable("OPENCLAW_STATE_DIR", target.profile.stateDirectory.string),
        ServiceVariable("OPENCLAW_CONFIG_PATH", target.profile.configPath.string),
      ])
    let job: String?
    do {
      job = try SystemdManager(
        connecting: target.scope, userID: target.account.userID, deadline: .after(ServiceConnection.patience)
      ).start(unit, deadline: .after(ServiceConnection.patience))
    } catch { throw CommandFailure(error, target: target, step: "hand-over") }
    try check(job, of: unit.name, action)
    return LifecycleReport(
      action: action, result: "handed-over",
      message: "this process is part of \(target.service): "
        + "\(unit.name) does the \(action), its answer is in \(result)",
      target: target)
  }

  /// Only a unit whose program runs has taken the work over.
  ///
  /// - Parameter job: systemd's word for the outcome of its start; nil when there was none in time.
  static func check(_ job: String?, of unit: String, _ action: String) throws(CommandFailure) {
    switch job {
    case "done"?: return
    case let job?:
      throw CommandFailure(
        "the \(action) was not handed over", location: unit, reason: "its unit did not start (\(job))",
        hints: ["openclaw gateway status"], code: "hand-over-failed", step: "hand-over")
    case nil:
      throw CommandFailure(
        "whether the \(action) was handed over is not known", location: unit,
        reason: "systemd did not say in time whether its unit has started", hints: ["openclaw gateway status"],
        code: "outcome-unknown", step: "hand-over", exitStatus: .unknownOutcome)
    }
  }

  private static func endMainProcess(
    _ target: ServiceTarget, _ action: ActivityChange.Action
  ) throws(CommandFailure) -> LifecycleReport {
    let status = try target.status()
    guard action == .restart, let process = status.processID, process > 1 else {
      throw CommandFailure(
        "a system service can be stopped by root only", location: target.service, code: "needs-root",
        exitStatus: .notPermitted)
    }
    do { try checked("kill", "\(process)") { kill(process, SIGTERM) } } catch { throw CommandFailure(error) }
    return LifecycleReport(
      action: action.rawValue, result: "handed-over",
      message: "asked the gateway (process \(process)) to end; systemd starts it again", target: target)
  }
}

extension CommandFailure {
  /// A command that would end with the service it is part of.
  init(inside target: ServiceTarget) {
    self.init(
      "this process is part of the service it would remove or write anew", location: target.service,
      hints: ["run the command from a shell outside the gateway"], code: "inside-service")
  }
}
