import CommandTree
import Configuration
import Doctor
import JSON
import Platform
import Profiles
import Services

/// Turns what is to be mended into changes: the same ones that install, setup and `config set` make.
struct RepairPlanner {
  let context: CommandContext
  var target: ServiceTarget
  let examination: Examination
  /// Whether a plan after the config's starts the gateway again, or none may.
  let leavesRestart: Bool
  /// The config as a plan before this one leaves it; nil when none changes it.
  var configuration: ConfigurationSnapshot?

  /// The changes that mend a group.
  ///
  /// - Throws: `CommandFailure` that says why it cannot be mended; nothing has changed then.
  func plan(_ group: RepairGroup) throws(CommandFailure) -> RepairPlan {
    switch group.subject {
    case .interruptedPlan: RepairPlan()
    case .file: RepairPlan(plan: Plan(group.repairs.compactMap(fileChange)))
    case .config: try configPlan(group.repairs)
    case .service: try servicePlan(Set(group.repairs))
    case .linger: try lingerPlan()
    }
  }

  private func fileChange(_ repair: Repair) -> FileChange? {
    switch repair {
    case .makeDirectory(let path):
      FileChange("make-directory", .makeDirectory(mode: 0o700), at: path, as: target.fileOwner)
    case .setMode(let path, let mode): FileChange("set-mode", .setMode(mode), at: path, as: target.fileOwner)
    default: nil
    }
  }

  private func configPlan(_ repairs: [Repair]) throws(CommandFailure) -> RepairPlan {
    let changes = repairs.compactMap { repair -> ConfigurationChange? in
      switch repair {
      case .configure(let change): change
      case .makeToken: .set("gateway.auth.token", .string(Secret.generated().revealed))
      default: nil
      }
    }
    var repair = try configPlan(changes)
    let needsRestart = changes.contains { ConfigurationRegistry.key(at: $0.path)?.reload == .restart }
    if needsRestart, !leavesRestart, isRunning {
      repair.plan.append(try installPlanner(for: target.installedService()).activity())
    }
    return repair
  }

  private var isRunning: Bool {
    guard examination.unit != nil else { return false }
    do { return try target.connection.status(of: target.service).state.isActive } catch { return false }
  }

  /// The changes of keys, with the former content kept first.
  func configPlan(_ changes: [ConfigurationChange]) throws(CommandFailure) -> RepairPlan {
    let writer = context.configurationWriter(for: target.profile)
    let draft: ConfigurationDraft
    do { draft = try writer.draft(changes) } catch { throw CommandFailure(error, context) }
    let (path, owner) = (target.profile.configPath, target.fileOwner)
    guard let before = draft.before else { throw CommandFailure(noConfig: path, context) }
    return RepairPlan(
      plan: Plan([
        BackupChange(before, in: writer.backups, as: owner),
        FileChange("write-config", .replace(before, by: draft.after), at: path, as: owner),
      ]),
      edits: changes.map { change in
        let path = change.path
        return RepairPlan.Edit(
          path: path, before: draft.current.redacted[path], after: draft.proposed.redacted[path])
      }, configuration: draft.proposed)
  }

  private func lingerPlan() throws(CommandFailure) -> RepairPlan {
    RepairPlan(plan: try installPlanner(for: target.installedService(), enablingLinger: true).lingerPlan())
  }

  /// The config as the service will read it once the plans before this one are made.
  func settings() throws(CommandFailure) -> ConfigurationSnapshot {
    if let configuration { return configuration }
    return try target.serviceConfiguration()
  }

  /// Install's own planner, as an install with the present values would use it.
  func installPlanner(
    for installed: InstalledService?, port: Port? = nil, enablingLinger enablesLinger: Bool = false
  ) throws(CommandFailure) -> InstallPlanner {
    return InstallPlanner(
      context: context, target: target, configuration: try settings(),
      port: port ?? installed?.definition.port ?? PortPlan.defaultBase, installed: installed, legacy: [], token: nil,
      hadLinger: target.lingers(), enablesLinger: enablesLinger)
  }
}

extension CommandFailure {
  /// A key that cannot be set because there is no config yet.
  fileprivate init(noConfig path: AbsolutePath, _ context: CommandContext) {
    self.init(
      "there is no config to change", location: path.string, hints: [context.commandLine("setup")], code: "no-config",
      exitStatus: .configurationRefused)
  }
}
