import CommandTree
import Configuration
import Platform
import Profiles
import Services

/// Plans an uninstall: the exact opposite of what install wrote.
struct UninstallPlanner {
  let context: CommandContext
  let target: ServiceTarget

  /// Whether the unit is masked: a mask is an administrator's, not ours.
  let isMasked: Bool

  /// The config, state and workspace of this profile and of no other.
  func userData() throws(CommandFailure) -> UserData.Purge {
    let configuration = try target.serviceConfiguration().configuration
    let others = try target.otherProfiles(context)
    do {
      return try UserData(target.profile, configuration: configuration, others: others).purge()
    } catch { throw CommandFailure(error) }
  }

  /// The changes in order; each does nothing where its artefact is not there.
  func plan() -> Plan {
    var plan = Plan()
    let unit = target.service
    if !target.managerKind.readsUnits {
      appendAgent(to: &plan)
    } else if isManagerThere {
      plan.append(
        ActivityChange(
          .stop, unit: unit, through: target.connection, wait: context.wait, progress: context.tellingProgress(target)))
      if !isMasked {
        plan.append(RegistrationChange(enabled: false, unit: unit, through: target.connection))
        if isUnitFileGone { appendEnablementLink(to: &plan) }
        plan.append(UnitFileChange(.remove, unit: unit, at: target.definitionPath, through: target.connection))
      }
      appendSocket(to: &plan)
      plan.append(ForgetFailureChange(unit: unit, through: target.connection))
    } else if !isMasked {
      // Without its manager nothing runs; the files go all the same.
      appendEnablementLink(to: &plan)
      plan.append(FileChange("remove-unit", .remove, at: target.definitionPath))
      appendSocketFiles(to: &plan)
    }
    appendRecorded(to: &plan)
    return plan
  }

  /// The socket unit beside the service's, which is stopped with it.
  private func appendSocket(to plan: inout Plan) {
    guard hasSocket else { return }
    let (socket, connection) = (target.socketFile, target.connection)
    plan.append(RegistrationChange(enabled: false, unit: socket.name, through: connection))
    plan.append(UnitFileChange(.remove, unit: socket.name, at: socket.path, through: connection))
    plan.append(ForgetFailureChange(unit: socket.name, through: connection))
  }

  private func appendSocketFiles(to plan: inout Plan) {
    guard hasSocket else { return }
    plan.append(FileChange("disable-socket", .remove, at: socketLink))
    if names(in: socketLink.parent) == [socketLink.lastComponent] {
      plan.append(FileChange("remove-directory", .remove, at: socketLink.parent))
    }
    plan.append(FileChange("remove-socket", .remove, at: target.socketFile.path))
  }

  private var hasSocket: Bool {
    do { return try Files.status(target.socketFile.path, followingLinks: false) != nil } catch { return true }
  }

  private var socketLink: AbsolutePath {
    target.socketFile.path.parent.appending("sockets.target.wants/\(target.socketFile.name)")
  }

  /// The job leaves launchd before its file goes.
  ///
  /// It is not disabled: launchd would remember that for ever, and has no command that makes it forget.
  private func appendAgent(to plan: inout Plan) {
    let (label, connection) = (target.service, target.connection)
    plan.append(
      ActivityChange(
        .stop, unit: label, through: connection, wait: context.wait, progress: context.tellingProgress(target)))
    plan.append(UnitFileChange(.remove, unit: label, at: target.definitionPath, through: connection))
  }

  /// The link goes as a file, and its directory when nothing else is in it, as a manager would do it: one disables only
  /// what it has a unit file of.
  private func appendEnablementLink(to plan: inout Plan) {
    plan.append(FileChange("disable", .remove, at: enablementLink))
    if names(in: enablementLink.parent) == [enablementLink.lastComponent] {
      plan.append(FileChange("remove-directory", .remove, at: enablementLink.parent))
    }
  }

  private var isUnitFileGone: Bool {
    do { return try Files.status(target.definitionPath, followingLinks: false) == nil } catch { return false }
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

  /// A manager that does not answer in time is there.
  private var isManagerThere: Bool {
    do throws(ServiceManagerError) { return try target.connection.manager().scope == target.scope } catch {
      if case .timedOut = error { return true }
      return false
    }
  }

  private var enablementLink: AbsolutePath {
    let wanted = target.scope == .user ? "default.target.wants" : "multi-user.target.wants"
    return target.definitionPath.parent.appending("\(wanted)/\(target.service)")
  }

  /// Those of the directories, the deepest first, in which nothing is left but what this plan removes.
  private func emptied(_ directories: [AbsolutePath]) -> [AbsolutePath] {
    var removed = isMasked ? [] : [target.definitionPath]
    if hasSocket { removed.append(target.socketFile.path) }
    if hasSocket, names(in: socketLink.parent) == [socketLink.lastComponent] { removed.append(socketLink.parent) }
    if names(in: enablementLink.parent) == [enablementLink.lastComponent] { removed.append(enablementLink.parent) }
    var emptied: [AbsolutePath] = []
    for directory in directories.reversed() where target.definitionPath.isWithin(directory) {
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
      let deadline = Deadline.after(ServiceConnection.patience)
      return try SystemdManager(connecting: target.scope, userID: target.account.userID, deadline: deadline)
        .listUnitFiles("*", deadline: deadline).contains {
          $0.state == "enabled" && $0.name != target.service && $0.path.isWithin(target.profile.home)
        }
    } catch { return true }
  }
}
