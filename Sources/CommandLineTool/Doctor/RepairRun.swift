import CommandTree
import Configuration
import Doctor
import Platform
import Profiles

/// One run of repairs: plans each group of findings, asks where somebody is to be asked, makes what may be made.
struct RepairRun {
  let context: CommandContext
  let target: ServiceTarget
  let options: DoctorOptions
  private let groups: [RepairGroup]
  private var planner: RepairPlanner
  private(set) var repairs: [PlannedRepair] = []

  init(
    of findings: [Finding], _ context: CommandContext, _ target: ServiceTarget, _ examination: Examination,
    _ options: DoctorOptions
  ) {
    self.context = context
    self.target = target
    self.options = options
    groups = RepairGroup.all(of: findings)
    let mendsService = groups.contains { group in
      group.subject == .service && (options.isForced || !group.repairs.contains(where: \.isAggressive))
    }
    planner = RepairPlanner(
      context: context, target: target, examination: examination, leavesRestart: mendsService || options.sparesServices)
  }

  /// Whether anything was changed.
  var hasChanged: Bool { repairs.contains { $0.outcome == .applied } }

  /// Whether a manager runs now that did not before.
  var hasBroughtManager: Bool {
    repairs.contains { $0.outcome == .applied && $0.group.checks.contains("systemd-unavailable") }
  }

  /// Goes through the groups in their order; one that fails leaves the others.
  ///
  /// Ends with a plan that was taken back: the others were found in a state that is no more.
  mutating func mend() {
    for group in groups {
      repairs.append(mend(group))
      if repairs.last?.hasTakenBack == true { return }
    }
  }

  private mutating func mend(_ group: RepairGroup) -> PlannedRepair {
    if let reason = refusal(of: group) { return PlannedRepair(group, .skipped, because: reason) }
    do {
      if group.subject == .interruptedPlan { return try takeBack(group) }
      let plan = try planner.plan(group)
      if let configuration = plan.configuration { planner.configuration = configuration }
      let shown = PlannedRepair(group, .planned).showing(plan, try pending(plan.plan))
      guard try isAgreed(shown) else { return shown }
      return try apply(plan, shown)
    } catch { return PlannedRepair(group, error) }
  }

  /// Why a flag, or who manages this machine, keeps a group from being mended.
  private func refusal(of group: RepairGroup) -> String? {
    if context.isManagedElsewhere { return "OPENCLAW_NIX_MODE is 1: config and services are made elsewhere" }
    if isNewer, group.subject != .interruptedPlan { return "a newer openclaw wrote the config: use that one" }
    if !options.isForced, group.repairs.contains(where: \.isAggressive) {
      return "it would take away what somebody has put into the unit; --force does it, keeping a copy"
    }
    if options.sparesServices, group.repairs.contains(where: \.concernsService) {
      return "--non-interactive leaves services alone"
    }
    return nil
  }

  private var isNewer: Bool { planner.examination.configuration.isNewer }

  private func takeBack(_ group: RepairGroup) throws(CommandFailure) -> PlannedRepair {
    guard try isAgreed(PlannedRepair(group, .planned)) else { return PlannedRepair(group, .planned) }
    try context.recover(target)
    return PlannedRepair(group, .applied)
  }

  private func pending(_ plan: Plan) throws(CommandFailure) -> [any Change] {
    do { return try plan.pending() } catch {
      throw CommandFailure(error, target: target, logFile: target.profile.logFile)
    }
  }

  private func apply(_ plan: RepairPlan, _ shown: PlannedRepair) throws(CommandFailure) -> PlannedRepair {
    let kept = KeptJournal(at: target.undoJournal.path, continuingFormer: hasChanged)
    var repair = shown
    repair.changes = try context.apply(plan.plan, target, keeping: kept).map(PlannedChange.init)
    repair.outcome = .applied
    return repair
  }

  private func isAgreed(_ repair: PlannedRepair) throws(CommandFailure) -> Bool {
    switch options.consent {
    case _ where options.isDryRun: return false
    case .given: return true
    case .none: return options.makesToken && repair.group.repairs.contains(.makeToken)
    case .asking:
      for line in repair.lines(context.style(.error)) { context.console.write(line + "\n", to: .error) }
      return context.asksYes("Do it?")
    }
  }
}

extension PlannedRepair {
  /// Whether a plan that had been cut off was taken back.
  var hasTakenBack: Bool { group.subject == .interruptedPlan && outcome == .applied }
}
