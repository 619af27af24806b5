import CommandTree
import Configuration
import Doctor
import Glibc
import Platform
import Profiles
import Services

/// `openclaw gateway uninstall`: takes the service's artefacts away, each on its own; user data only with `--purge`.
enum GatewayUninstallCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let target = try ServiceTarget.installed(context)
    if target.scope == .system { try ServiceTarget.requireRoot(context) }
    if try target.installedUnit() != nil, UnitMembership().isInside(target.profile.unitName, scope: target.scope) {
      throw CommandFailure(
        "this process is part of the service it would remove", location: target.profile.unitName,
        hints: ["run the command from a shell outside the gateway"], code: "inside-service")
    }
    let lock = try LifecycleLock(.home, context: context)
    try context.recover(target)
    let planner = UninstallPlanner(context: context, target: target)
    let purged = context.invocation[.purge] ? try planner.userData() : []
    if !purged.isEmpty { try confirm(purged, context) }
    var changes = try context.apply(planner.plan(), target).map(PlannedChange.init)
    changes += try purge(purged, target, context).map(PlannedChange.init)
    _ = consume lock
    return report(context, target, changes, purged)
  }

  private static func report(
    _ context: CommandContext, _ target: ServiceTarget, _ changes: [PlannedChange], _ purged: [AbsolutePath]
  ) -> LifecycleReport {
    let isPlanned = context.invocation[.dryRun]
    let kept = purged.isEmpty ? "; config, state and workspace are kept" : ""
    let message =
      changes.isEmpty
      ? "nothing of \(target.profile.unitName) is left to remove"
      : isPlanned ? "\(changes.count) changes would be made" : "Uninstalled \(target.profile.unitName)\(kept)"
    return LifecycleReport(
      action: "uninstall", result: isPlanned ? "planned" : changes.isEmpty ? "not-installed" : "uninstalled",
      message: message, target: target, changes: changes)
  }

  /// Removes user data once the service is gone.
  ///
  /// It cannot be taken back, so it is no part of the plan.
  private static func purge(
    _ paths: [AbsolutePath], _ target: ServiceTarget, _ context: CommandContext
  ) throws(CommandFailure) -> [FileChange] {
    let changes = paths.map { FileChange("purge", .removeTree, at: $0, as: target.fileOwner) }
    if context.invocation[.dryRun] { return changes }
    for change in changes {
      context.progress(change.summary)
      do { try change.apply() } catch let error as SystemError { throw CommandFailure(error, step: change.step) } catch
      {
        throw CommandFailure("\(error)", code: "purge-failed", step: change.step)
      }
    }
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
    context.console.write("Remove these for good? [y/N] ", to: .error)
    guard let answer = readLine(), ["y", "yes"].contains(answer.lowercased()) else {
      throw CommandFailure("nothing was removed", code: "cancelled")
    }
  }
}

/// Plans an uninstall: the exact opposite of what install wrote.
struct UninstallPlanner {
  let context: CommandContext
  let target: ServiceTarget

  /// The config, state and workspace of this profile and of no other.
  func userData() throws(CommandFailure) -> [AbsolutePath] {
    let configuration = target.serviceConfiguration().configuration
    let others = try target.otherProfiles(context)
    do {
      return try UserData(target.profile, configuration: configuration, others: others).paths()
    } catch { throw CommandFailure(error) }
  }

  /// The changes in order; each does nothing where its artefact is not there.
  func plan() -> Plan {
    var plan = Plan()
    let unit = target.profile.unitName
    if isManagerThere {
      let context = context
      plan.append(
        ActivityChange(.stop, unit: unit, through: target.connection, wait: context.wait) {
          context.progress("\(unit) is \($0.state.rawValue)")
        })
      plan.append(RegistrationChange(enabled: false, unit: unit, through: target.connection))
      plan.append(UnitFileChange(.remove, unit: unit, at: target.unitPath, through: target.connection))
      plan.append(ForgetFailureChange(unit: unit, through: target.connection))
    } else {
      // Without its manager nothing runs; the files go all the same.
      plan.append(FileChange("disable", .remove, at: enablementLink))
      plan.append(FileChange("remove-unit", .remove, at: target.unitPath))
    }
    appendRecorded(to: &plan)
    return plan
  }

  private func appendRecorded(to plan: inout Plan) {
    let record = InstallRecord.read(target.profile)
    plan.append(FileChange("remove-record", .remove, at: target.profile.installRecord, as: target.fileOwner))
    for directory in emptied(record?.directories ?? []) {
      plan.append(FileChange("remove-directory", .remove, at: directory, as: target.fileOwner))
    }
    if record?.enabledLinger == true, !hasOtherEnabledUnits {
      plan.append(LingerChange(on: false, for: target.account))
    }
  }

  private var isManagerThere: Bool {
    do { return try target.connection.manager().scope == target.scope } catch { return false }
  }

  private var enablementLink: AbsolutePath {
    let wanted = target.scope == .user ? "default.target.wants" : "multi-user.target.wants"
    return target.unitPath.parent.appending("\(wanted)/\(target.profile.unitName)")
  }

  /// Those of the directories, the deepest first, in which nothing is left but what this plan removes.
  private func emptied(_ directories: [AbsolutePath]) -> [AbsolutePath] {
    var removed = [target.unitPath]
    if names(in: enablementLink.parent) == [enablementLink.lastComponent] { removed.append(enablementLink.parent) }
    var emptied: [AbsolutePath] = []
    for directory in directories.reversed() {
      guard let names = names(in: directory), names.allSatisfy({ removed.contains(directory.appending($0)) }) else {
        break
      }
      removed.append(directory)
      emptied.append(directory)
    }
    return emptied
  }

  /// The names in a directory; nil when it is not there or may not be read.
  private func names(in directory: AbsolutePath) -> [String]? {
    do { return try Files.list(directory) } catch { return nil }
  }

  /// Lingering that install turned on stays on while another of the user's services needs it.
  private var hasOtherEnabledUnits: Bool {
    do {
      return try target.connection.manager()
        .enabledServices(below: target.profile.home, deadline: .after(ServiceConnection.patience))
        .contains { $0 != target.profile.unitName }
    } catch { return true }
  }
}
