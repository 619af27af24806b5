import CommandTree
import Platform
import Profiles
import Services

extension CommandContext {
  /// The manager that the command asks for, or that this machine has for a scope.
  ///
  /// - Throws: `CommandFailure` when launchd is asked for what it has not, or is not there.
  func managerKind(_ scope: ServiceScope) throws(CommandFailure) -> ServiceManagerKind {
    let kind = ServiceManagerChoice(try managerFlag(), scope: scope).kind
    if kind == .launchd { try refuseSystemsOwn(scope) }
    return kind
  }

  /// The value of `--manager`; nil where the machine decides.
  func managerFlag() throws(CommandFailure) -> ServiceManagerKind? {
    switch invocation[.manager] {
    case nil: return nil
    case .supervisor?: return .supervisor
    case .systemd?, .systemdUser?, .systemdSystem?: return .systemd
    case .launchd?:
      if Launchctl.found(in: environment) != nil { return .launchd }
      throw CommandFailure(
        "launchd cannot be reached", location: "--manager launchd",
        reason: "no directory on PATH (\(environment["PATH"] ?? "which is not set")) has a launchctl",
        hints: ["command -v launchctl", commandLine(invocation.path.joined(separator: " "))],
        code: ServiceManagerError.noLaunchctl.code, exitStatus: .noServiceManager)
    case .schtasks?:
      throw CommandFailure(
        "this manager is for gateway render only", location: "--manager", hints: [commandLine("gateway render")],
        code: "manager-not-here", exitStatus: .usage)
    }
  }

  private func refuseSystemsOwn(_ scope: ServiceScope) throws(CommandFailure) {
    guard scope == .system else { return }
    throw CommandFailure(
      "launchd runs the gateway for a user only", location: "--system",
      reason: "that would take a LaunchDaemon, which openclaw does not write",
      hints: [commandLine(invocation.path.joined(separator: " "))], code: "no-launch-daemon", exitStatus: .usage)
  }

  /// Refuses what launchd has no word for.
  func refuseForeignWishes(_ target: ServiceTarget) throws(CommandFailure) {
    guard target.managerKind == .launchd else { return }
    if invocation[.hardened] { throw .noSandbox(target.managerKind.rawValue) }
    guard invocation[.enableLinger] else { return }
    throw CommandFailure(
      "launchd has no lingering to turn on", location: "--enable-linger",
      reason: "a LaunchAgent runs as long as its user is logged in to the desktop",
      hints: [target.commandLine("gateway install")], code: "no-linger", exitStatus: .usage)
  }
}

extension CommandFailure {
  /// The sandbox is asked for, and the manager has none.
  static func noSandbox(_ manager: String) -> CommandFailure {
    CommandFailure(
      "\(manager) has no sandbox to add", location: "--hardened", reason: "the sandbox is systemd's",
      code: "no-sandbox", exitStatus: .usage)
  }

  /// A profile that can have no service of a manager's.
  init(_ error: NativeNameError, _ profile: Profile, manager: String) {
    self.init(
      "the profile \(profile.name) can have no service of \(manager)", location: "--profile",
      reason: error.description, code: "profile-name-refused", exitStatus: .usage)
  }
}
