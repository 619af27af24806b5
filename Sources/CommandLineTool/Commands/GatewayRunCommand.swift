import CommandTree
import Configuration
import Platform
import Profiles
import Services

/// `openclaw gateway run`: becomes the bundled gateway, so that a service's main process is the gateway itself.
enum GatewayRunCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let gateway: AbsolutePath?
    do {
      gateway = try ExecutableLocation(running: context.executable, home: context.profile.home).gateway()
    } catch { throw CommandFailure(error) }
    guard let gateway else {
      throw CommandFailure(
        "the bundled gateway is missing", location: context.executable.parent.string,
        reason: "neither openclaw-gateway beside openclaw nor ../libexec/openclaw/openclaw-gateway exists",
        hints: ["make install"], code: "gateway-missing")
    }
    if context.invocation[.devConfig], !context.loadConfiguration().exists { _ = try SetupCommand.run(context) }
    if context.invocation[.force] { try stopOwnService(context) }
    do {
      try replaceProcess(with: gateway, [gateway.string] + context.arguments, environment: environment(context))
    } catch { throw CommandFailure(error) }
  }

  /// Stops the profile's own service through its manager when it listens on the port that is wanted: the manager would
  /// bring a gateway back that `--force` has merely signalled.
  private static func stopOwnService(_ context: CommandContext) throws(CommandFailure) {
    let target = try ServiceTarget.installed(context)
    guard try target.installedService() != nil, let process = target.mainProcess else { return }
    let port = PortResolution(
      flag: context.portFlag, snapshot: context.loadConfiguration(), profile: context.profile
    ).port
    let listeners: [ListeningSocket]
    do {
      listeners = try ListeningSockets.on(port: port ?? PortPlan.defaultBase, likelyHolders: [process])
    } catch { throw CommandFailure(error) }
    guard listeners.contains(where: { $0.holder?.processIdentifier == process }) else { return }
    try context.requireRights(target)
    context.progress("stopping \(target.service), which listens on the port")
    _ = try context.perform(.stop, target)
  }

  /// The caller's environment with the profile's places spelled out.
  private static func environment(_ context: CommandContext) -> Environment {
    var environment = context.environment
    environment.values["OPENCLAW_STATE_DIR"] = context.profile.stateDirectory.string
    environment.values["OPENCLAW_CONFIG_PATH"] = context.profile.configPath.string
    environment.values["HOME"] = context.profile.home.string
    return environment
  }
}
