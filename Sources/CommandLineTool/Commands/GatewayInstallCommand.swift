import CommandTree
import Configuration
import Doctor
import Platform
import Profiles
import Services

/// `openclaw gateway install`: config, unit, enablement and a running gateway, all or nothing.
enum GatewayInstallCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let target = try ServiceTarget.forInstall(context)
    try refuseManagedElsewhere(context)
    try context.refuseForeignWishes(target)
    let lock = try LifecycleLock(.home, of: target.profile, context: context)
    try context.recover(target)
    try target.refuseTwin()
    try target.refuseMask()
    try context.refuseForeground(target)
    let hadLinger = target.lingers()
    let turnedOn = try reachManager(context, target)
    var report: LifecycleReport
    do { report = try install(context, target, hadLinger: hadLinger) } catch {
      throw turnedOn ? context.endLinger(target, after: error) : error
    }
    if target.scope == .user, report.lingers == false {
      report.warnings.append(.lingerOff(target.account, target.profile))
    }
    _ = consume lock
    return report
  }

  private static func install(
    _ context: CommandContext, _ target: ServiceTarget, hadLinger: Bool?
  ) throws(CommandFailure) -> LifecycleReport {
    let configuration = try target.serviceConfiguration()
    try context.checkStartable(configuration)
    let legacy = try target.legacyAgents()
    var neighbours = try Neighbours(context, target, ownProcesses: target.ownProcesses(with: legacy))
    let installed = try target.installedService()
    let force = installed != nil || context.invocation[.force]
    let planner = InstallPlanner(
      context: context, target: target, configuration: configuration,
      port: try neighbours.choosePort(portResolution(context, target, configuration)) {
        again(context, target, force: force, port: $0)
      }, installed: installed, legacy: legacy,
      token: try token(context, configuration), hadLinger: hadLinger, enablesLinger: context.invocation[.enableLinger])
    var report = try install(planner)
    report.warnings += neighbours.warnings
    return report
  }

  private static func install(_ planner: InstallPlanner) throws(CommandFailure) -> LifecycleReport {
    let (context, target) = (planner.context, planner.target)
    let definition = try planner.definition()
    let file = target.definitionFile
    let template = try file.checkedTemplate()
    let text = try file.checkedText(of: definition, template: template)
    let comparison = try UnitComparison(checking: planner.installed, wanted: definition, in: file, template: template)
    let socket = try planner.socketText(of: definition)
    let force = context.invocation[.force]
    let isDamaged =
      try planner.installed?.definition.isSocketActivated == true ? planner.differs(socket: socket) : false
    let isComplete =
      planner.installed != nil && planner.configuration.exists && planner.legacy.isEmpty && !isDamaged
    if isComplete, !force, try comparison.differences.isEmpty ? target.isRegistered() : true {
      return try alreadyInstalled(planner, comparison)
    }
    if !context.invocation[.dryRun], let report = try Handover.ofInstall(target, context) { return report }
    let backup = comparison.isHandEdited ? planner.installed.map { target.backup(of: $0) } : nil
    let plan = try planner.plan(unit: Array(text.utf8), socket: socket, backup: backup)
    let changes = try context.apply(plan, target).map(PlannedChange.init)
    if context.invocation[.dryRun] {
      return LifecycleReport(
        action: "install", result: "planned", message: "\(changes.count) changes would be made", target: target,
        port: planner.port, changes: changes, differences: comparison.differences)
    }
    return try installed(planner, changes)
  }

  private static func installed(
    _ planner: InstallPlanner, _ changes: [PlannedChange]
  ) throws(CommandFailure) -> LifecycleReport {
    let target = planner.target
    let status = try target.status()
    var report = LifecycleReport(
      action: "install", result: "installed",
      message: "Installed \(target.service): the gateway is ready on port \(planner.port)",
      target: target, port: planner.port, status: status, changes: changes)
    report.lingers = target.scope == .user ? target.lingers() : nil
    report.noteIfStarting(status)
    let choice = ServiceManagerChoice(try planner.context.managerFlag(), scope: target.scope)
    report.hints += choice.hint.map { [$0] } ?? []
    return report
  }

  private static func alreadyInstalled(
    _ planner: InstallPlanner, _ comparison: UnitComparison
  ) throws(CommandFailure) -> LifecycleReport {
    let (context, target) = (planner.context, planner.target)
    // Lingering may be asked for later than the service.
    let changes = try context.apply(try planner.lingerPlan(), target).map(PlannedChange.init)
    var status = try target.status()
    if status.isUnattended, !context.invocation[.dryRun] { status = try context.perform(.start, target).status }
    var report = LifecycleReport(
      action: "install", result: "already-installed",
      message: "\(target.service) is already installed (\(status.state.rawValue)); nothing was changed",
      target: target, port: planner.installed?.definition.port, status: status, differences: comparison.differences)
    if !changes.isEmpty { report.note(changes, isPlanned: context.invocation[.dryRun]) }
    report.lingers = target.scope == .user ? target.lingers() : nil
    if !comparison.differences.isEmpty {
      report.warnings.append(
        ReportWarning(
          code: "unit-differs", message: "what is installed differs from what would be written",
          hint: again(context, target, force: true, port: context.portFlag)))
    }
    if !status.state.isActive { report.hints.append(target.commandLine("gateway start")) }
    return report
  }

  /// This command once more, with `--force` where what is installed is to get what was asked for now.
  private static func again(_ context: CommandContext, _ target: ServiceTarget, force: Bool, port: Port?) -> String {
    target.commandLine(context.installAgain(force: force, port: port).joined(separator: " "))
  }

  /// The port of a profile that is set up for another account does not depend on this shell's variables.
  private static func portResolution(
    _ context: CommandContext, _ target: ServiceTarget, _ configuration: ConfigurationSnapshot
  ) -> PortResolution {
    let isOwn = target.account.userID == context.account.userID
    let snapshot = isOwn ? context.loadConfiguration() : configuration
    return PortResolution(flag: context.portFlag, snapshot: snapshot, profile: target.profile)
  }

  private static func token(
    _ context: CommandContext, _ configuration: ConfigurationSnapshot
  ) throws(CommandFailure) -> Secret? {
    guard let path = context.invocation[.tokenFile] else { return nil }
    let token = try context.secret(inFile: path, flag: "--token-file")
    if !configuration.exists || configuration.configuration.token?.matches(token) == true { return token }
    let input = path == "-" ? "" : " < \(CommandSuggestion.word(path))"
    throw CommandFailure(
      "the config has its own token", location: configuration.path.string,
      reason: "--token-file is for a config that install writes; an existing one is left as it is",
      hints: [context.commandLine("config set gateway.auth.token -") + input], code: "config-exists")
  }

  private static func refuseManagedElsewhere(_ context: CommandContext) throws(CommandFailure) {
    guard context.isManagedElsewhere else { return }
    throw CommandFailure(
      "this machine's services are managed elsewhere", location: "OPENCLAW_NIX_MODE=1", code: "managed-elsewhere")
  }

  /// How long the manager of an account that lingers may take to come up.
  private static let patience = Duration.seconds(5)

  /// Without its manager nothing can be installed; with `--enable-linger` the plan itself may bring the manager up.
  ///
  /// True when that has turned lingering on, in a plan of its own, which install's failure does not take back.
  private static func reachManager(
    _ context: CommandContext, _ target: ServiceTarget
  ) throws(CommandFailure) -> Bool {
    let wait = target.lingers() == true ? patience : .zero
    do {
      _ = try target.connection.manager(waitingUntil: .after(wait))
      return false
    } catch {
      guard case .managerUnreachable(.user, _) = error, context.invocation[.enableLinger] else {
        throw CommandFailure(error, target: target, step: "connect")
      }
      let changes = try context.apply(Plan([LingerChange(on: true, for: target.account)]), target)
      return !context.invocation[.dryRun] && !changes.isEmpty
    }
  }
}

extension CommandContext {
  /// The words of this install with `--force` and what was asked of the unit.
  var installAgain: [String] { installAgain(force: true, port: portFlag) }

  /// The same with another port, and `--force` only where it is needed.
  func installAgain(force: Bool, port: Port?) -> [String] {
    ["gateway", "install"] + (force ? ["--force"] : []) + (port.map { ["--port", "\($0)"] } ?? [])
      + (invocation[.hardened] ? ["--hardened"] : [])
      + (invocation[.socketActivation] ? ["--socket-activation"] : [])
  }
}
