import CommandTree
import Doctor
import Platform
import Profiles
import Services

// What stops a command before it touches a service.

extension ServiceTarget {
  /// Whether an administrator has forbidden the unit: its path leads to `/dev/null`.
  func isMasked() throws(CommandFailure) -> Bool {
    guard managerKind.readsUnits else { return false }
    do { return try Files.linkTarget(definitionPath) == "/dev/null" } catch { throw CommandFailure(error) }
  }

  /// Whether there is a unit, be it a masked one.
  func isDefined() throws(CommandFailure) -> Bool {
    if try isMasked() { return true }
    return try installedService() != nil
  }

  /// A unit that an administrator has masked is neither started nor written over.
  func refuseMask() throws(CommandFailure) {
    guard try isMasked() else { return }
    throw CommandFailure(
      "\(service) is masked", location: definitionPath.string,
      reason: "an administrator has forbidden it: its file leads to /dev/null", hints: [unmaskCommand],
      code: "unit-masked")
  }

  /// What takes a mask away.
  var unmaskCommand: String {
    scope == .user ? "systemctl --user unmask \(service)" : asRoot("systemctl unmask \(service)")
  }

  /// What has the running gateway read its config again: `ExecReload=` of its unit.
  ///
  /// The others have nothing of the kind, and so start it again.
  var reloadCommand: String {
    guard managerKind == .systemd else { return commandLine("gateway restart") }
    return scope == .user
      ? "systemctl --user reload \(service)" : asRoot("systemctl reload \(service)")
  }

  /// Two definitions of one profile fight over its port; which one stays is for a person to say.
  func refuseTwin() throws(CommandFailure) {
    guard managerKind.readsUnits else { return }
    let twin: InstalledService?
    do {
      twin = try InstalledService.read(
        DefinitionFile(managerKind, of: profile, scope: scope == .user ? .system : .user))
    } catch { throw CommandFailure(error) }
    guard let twin, owns(twin) else { return }
    let uninstall = ServiceTarget(profile: profile, account: account, scope: twin.scope).commandLine(
      "gateway uninstall")
    throw CommandFailure(
      "profile \(profile.name) is installed in the \(twin.scope.rawValue) scope", location: twin.path.string,
      reason: "two services of one profile would restart each other over its port",
      hints: [uninstall], code: "other-scope-installed")
  }
}

extension CommandContext {
  /// Stops root before it acts, in a user's scope, for somebody else: under sudo, or on a unit of another account.
  func refuseOtherAccounts(_ target: ServiceTarget) throws(CommandFailure) {
    guard target.scope == .user, Account.effectiveUserID == 0 else { return }
    try refuseSudo()
    let owner: Account?
    do {
      let userID = try Files.status(target.definitionPath, followingLinks: false)?.userID ?? 0
      owner = userID == 0 ? nil : try Account.withID(userID)
    } catch { throw CommandFailure(error) }
    guard let owner else { return }
    throw CommandFailure(
      "this is a service of \(owner.name), not of root", location: target.definitionPath.string,
      reason: "a user's service belongs to the user's own manager",
      hints: ["sudo -H -u \(owner.name) \(commandLine(invocation.path.joined(separator: " ")))"],
      code: "other-account", exitStatus: .notPermitted)
  }

  /// Under sudo, home, config and manager would be root's, which nobody means.
  ///
  /// Said before anything is touched.
  func refuseSudo() throws(CommandFailure) {
    guard Account.effectiveUserID == 0, let caller = environment["SUDO_UID"], caller != "0" else { return }
    let user = environment["SUDO_USER"] ?? caller
    let own = commandLine(invocation.path.joined(separator: " "))
    let isNew = [.gatewayInstall, .setup].contains(invocation.action)
    let isConfig = [.configSet, .configUnset].contains(invocation.action)
    let system = "sudo \(isNew ? "\(commandLine("gateway install")) --system --run-as \(user)" : "\(own) --system")"
    throw CommandFailure(
      "under sudo this would act for root, not for \(user)", location: "\(account.home) instead of the home of \(user)",
      reason: "a user's service belongs to the user's own manager",
      hints: [commandLineAgain] + (isConfig ? [] : [system]),
      code: "sudo-in-user-scope", exitStatus: .notPermitted)
  }
}
