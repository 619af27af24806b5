import CommandTree
import Glibc
import Platform
import Profiles
import Services

/// `openclaw gateway uninstall`: takes the service's artefacts away, each on its own; user data only with `--purge`.
enum GatewayUninstallCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let target = try ServiceTarget.installed(context)
    try context.refuseOtherAccounts(target)
    if target.scope == .system { try ServiceTarget.requireRoot(context) }
    let isMasked = try target.isMasked()
    if try target.isDefined(), try Handover.isInside(target, context) { throw CommandFailure(inside: target) }
    let lock = try LifecycleLock(.home, of: target.profile, context: context)
    try context.recover(target)
    let planner = UninstallPlanner(context: context, target: target, isMasked: isMasked)
    let purge = context.invocation[.purge] ? try planner.userData() : nil
    if let purge, !purge.paths.isEmpty { try confirm(purge.paths, context) }
    let missing = SetupPlanner.directories(
      target.journal.path.parent, mode: 0o700, step: "make-journal-directory", nil)
    var changes = try context.apply(planner.plan(), target, withoutJournalWhenFull: true).map(PlannedChange.init)
    try removeEmpty(missing.map(\.path))
    changes += try remove(purge?.paths ?? [], target, context).map(PlannedChange.init)
    _ = consume lock
    var report = report(context, target, changes, purge)
    if isMasked { report.warnings.append(.masked(target)) }
    if !context.invocation[.dryRun] { report.warnings += [ReportWarning].foregroundGateway(of: target.profile) }
    return report
  }

  private static func report(
    _ context: CommandContext, _ target: ServiceTarget, _ changes: [PlannedChange], _ purge: UserData.Purge?
  ) -> LifecycleReport {
    let isPlanned = context.invocation[.dryRun]
    let kept = purge?.kept ?? []
    let rest = purge == nil ? "; config, state and workspace are kept" : ""
    let nothing = "nothing of \(target.service) \(kept.isEmpty ? "is left to remove" : "was removed")"
    let message =
      changes.isEmpty
      ? nothing : isPlanned ? "\(changes.count) changes would be made" : "Uninstalled \(target.service)\(rest)"
    var report = LifecycleReport(
      action: "uninstall", result: isPlanned ? "planned" : changes.isEmpty ? "not-installed" : "uninstalled",
      message: message, target: target, changes: changes)
    report.warnings = kept.map {
      ReportWarning(code: "data-kept", message: "\($0.path) stays: \($0.reason)", hint: "ls -la \($0.path)")
    }
    return report
  }

  /// Removes the directories that nothing but the plan's journal has needed.
  private static func removeEmpty(_ directories: [AbsolutePath]) throws(CommandFailure) {
    do {
      for directory in directories.reversed() where try Files.list(directory)?.isEmpty == true {
        try Files.remove(directory)
      }
    } catch { throw CommandFailure(error, step: "remove-directory") }
  }

  /// Removes user data once the service is gone.
  ///
  /// It cannot be taken back, so it is no part of the plan.
  private static func remove(
    _ paths: [AbsolutePath], _ target: ServiceTarget, _ context: CommandContext
  ) throws(CommandFailure) -> [FileChange] {
    let changes = paths.map { FileChange("purge", .removeTree, at: $0, as: target.fileOwner) }
    if context.invocation[.dryRun] { return changes }
    for change in changes {
      context.progress(change.summary)
      do {
        try change.apply()
      } catch let error as SystemError {
        throw CommandFailure(error, step: change.step)
      } catch {
        throw CommandFailure("\(error)", code: "purge-failed", step: change.step)
      }
    }
    // The directory of all default workspaces may have been made for this profile's alone.
    if !changes.isEmpty { try removeEmpty([Profile(.default, home: target.profile.home).stateDirectory]) }
    return changes
  }

  /// `--purge` lists what goes and asks on a terminal; elsewhere `--yes` must have been said.
  private static func confirm(_ paths: [AbsolutePath], _ context: CommandContext) throws(CommandFailure) {
    if context.invocation[.dryRun] || context.invocation[.yes] { return }
    for path in paths { context.console.write("  \(path)\n", to: .error) }
    guard !context.wantsJSON, isatty(0) == 1, context.console.error.isTerminal else {
      throw CommandFailure(
        "--purge removes user data and needs a yes", location: paths.map(\.string).joined(separator: ", "),
        hints: [context.commandLine("gateway uninstall --purge --yes")], code: "confirmation-needed", exitStatus: .usage
      )
    }
    guard context.asksYes("Remove these for good?") else {
      throw CommandFailure("nothing was removed", code: "cancelled")
    }
  }
}
