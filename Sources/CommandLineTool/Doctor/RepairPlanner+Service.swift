import CommandTree
import Configuration
import Doctor
import JSON
import Platform
import Profiles
import Services

// The service's repairs, as changes that install makes too.

extension RepairPlanner {
  /// The changes of a service: its unit first, then whether it starts by itself, then whether it runs.
  func servicePlan(_ repairs: Set<Repair>) throws(CommandFailure) -> RepairPlan {
    if target.scope == .system { try ServiceTarget.requireRoot(context) }
    try context.refuseOtherAccounts(target)
    let isRewritten = repairs.contains(.rewriteUnit) || repairs.contains(.overwriteUnit)
    var repair = isRewritten ? try unitPlan() : RepairPlan()
    let installed = try target.installedService()
    let planner = try installPlanner(for: installed)
    if repairs.contains(.reloadManager), !isRewritten, target.managerKind.readsUnits {
      repair.plan.append(ReloadChange(unit: target.service, through: target.connection))
    }
    if repairs.contains(.enable) { repair.plan.append(planner.registration()) }
    // A service that was stopped on purpose stays so.
    let isActive = try target.status().state.isActive
    if repairs.contains(.start) || (isActive && (isRewritten || restarts(repairs))) {
      if repair.configuration == nil { try context.checkStartable(settings()) }
      repair.plan.append(planner.activity())
    }
    return repair
  }

  /// Whether a gateway that runs is to start again: launchd reads a definition anew in no other way.
  private func restarts(_ repairs: Set<Repair>) -> Bool {
    repairs.contains(.restart) || (repairs.contains(.reloadManager) && !target.managerKind.readsUnits)
  }

  /// The unit as install would write it, with a copy of the present one kept first.
  private func unitPlan() throws(CommandFailure) -> RepairPlan {
    try target.refuseTwin()
    try target.refuseMask()
    guard let installed = try target.installedService(), var definition = examination.definition?.wanted else {
      return RepairPlan()
    }
    var repair = try adoption()
    var settings = try settings()
    if let adopting = repair.configuration { settings = adopting }
    try context.checkStartable(settings)
    var neighbours = try Neighbours(context, target, ownProcesses: target.ownProcesses(with: []))
    definition.port = try neighbours.choosePort(
      PortResolution(flag: definition.port, snapshot: settings, profile: target.profile)
    ) { target.commandLine("gateway install --force --port \($0)") }
    let file = target.definitionFile
    let template = try file.checkedTemplate()
    let text = Array(try file.checkedText(of: definition, template: template).utf8)
    var planner = self
    planner.configuration = settings
    // A unit that had strayed is written for the profile's own places.
    planner.target = ServiceTarget(
      profile: definition.profile, account: target.account, scope: target.scope, managerKind: target.managerKind,
      executable: context.executable, environment: context.environment)
    let installer = try planner.installPlanner(for: installed, port: definition.port)
    let rewrite = try installer.definitionPlan(
      unit: text, socket: installer.socketText(of: definition), backup: target.backup(of: installed))
    for change in rewrite.changes { repair.plan.append(change) }
    repair.differences = try UnitComparison(checking: installed, wanted: definition, in: file, template: template)
      .differences
    return repair
  }

  /// A token that stands in the unit alone goes into the config before the unit loses it.
  private func adoption() throws(CommandFailure) -> RepairPlan {
    let settings = try settings()
    guard settings.exists, let credential = ServerAuthentication(snapshot: settings).credential,
      case .variable("OPENCLAW_GATEWAY_TOKEN", in: nil) = credential.source
    else { return RepairPlan() }
    return try configPlan([.set("gateway.auth.token", .string(credential.secret.revealed))])
  }
}
