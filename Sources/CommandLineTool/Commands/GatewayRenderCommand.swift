import CommandTree
import Configuration
import Doctor
import Platform
import Profiles
import Services

/// `openclaw gateway render`: what install would write, without a look at any service manager.
enum GatewayRenderCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let manager = context.invocation[.manager] ?? .systemdUser
    let definition = try definition(context, manager)
    let text = try RenderedDefinition(manager, definition).text(context) + socketText(of: definition, context, manager)
    guard let output = context.invocation[.output], output != "-" else { return TextReport(text) }
    guard let path = AbsolutePath(expanding: output, home: context.account.home, relativeTo: context.workingDirectory)
    else {
      throw CommandFailure("\"\(output)\" is no path", location: "--output", code: "bad-path", exitStatus: .usage)
    }
    do { try AtomicFile.write(Array(text.utf8), to: path, mode: 0o644) } catch { throw CommandFailure(error) }
    return TextReport("Wrote \(path.abbreviated(home: context.account.home))")
  }

  private static func definition(
    _ context: CommandContext, _ manager: ManagerChoice
  ) throws(CommandFailure) -> ServiceDefinition {
    let scope: ServiceScope = manager == .systemdSystem ? .system : .user
    var account = context.account
    var profile = context.profile
    if scope == .system, context.invocation[.runAs] == nil {
      throw .runAsMissing(context, "gateway render --manager systemd-system")
    }
    if let name = context.invocation[.runAs] {
      account = try ServiceTarget.account(named: name)
      profile = Profile(profile.name, home: account.home)
    }
    let configuration = ConfigurationLoader.load(profile, environment: context.environment)
    let target = ServiceTarget(
      profile: profile, account: account, scope: scope, managerKind: manager == .launchd ? .launchd : .systemd)
    let port = try port(context, target, configuration)
    do { _ = try PortPlan(base: port) } catch { throw CommandFailure(error) }
    let installed = try installed(target, manager)
    return try target.definition(
      running: context.executable, port: port, configuration: configuration.configuration,
      isHardened: context.invocation[.hardened] ? true : installed?.isHardened ?? false,
      isSocketActivated: context.invocation[.socketActivation] || installed?.isSocketActivated ?? false)
  }

  /// The socket unit after the service's, under its path as `systemctl cat` shows several; empty unless it is asked for.
  private static func socketText(
    of definition: ServiceDefinition, _ context: CommandContext, _ manager: ManagerChoice
  ) throws(CommandFailure) -> String {
    guard context.invocation[.socketActivation] else { return "" }
    guard [.systemd, .systemdUser, .systemdSystem].contains(manager) else {
      throw .noSocketActivation(manager.rawValue, hint: "openclaw gateway render --manager \(manager.rawValue)")
    }
    let file = SocketUnitFile(of: definition.profile, scope: definition.scope)
    return "\n# \(file.path)\n\(try file.checkedText(of: definition))"
  }

  /// The unit whose sandbox and socket an install would keep; launchd and Windows have neither.
  private static func installed(
    _ target: ServiceTarget, _ manager: ManagerChoice
  ) throws(CommandFailure) -> InstalledDefinition? {
    switch manager {
    case .launchd, .schtasks: nil
    case .systemd, .systemdUser, .systemdSystem, .supervisor: try target.installedService()?.definition
    }
  }

  /// The port that install would choose.
  private static func port(
    _ context: CommandContext, _ target: ServiceTarget, _ configuration: ConfigurationSnapshot
  ) throws(CommandFailure) -> Port {
    let resolution = PortResolution(flag: context.portFlag, snapshot: configuration, profile: target.profile)
    let pinned = context.portFlag == nil ? try target.installedService()?.definition.port : nil
    if let port = PortChoice.known(resolution, pinned: pinned) { return port }
    let listeners: [ListeningSocket]
    do { listeners = try ListeningSockets.all() } catch { throw CommandFailure(error) }
    return try PortChoice.make(
      resolution, pinned: pinned, profile: target.profile, others: try target.otherProfiles(context),
      listeners: listeners)
  }
}
