import CommandTree
import Configuration
import Doctor
import Platform
import Profiles
import Services

/// `openclaw setup`: what a profile needs before its gateway can run.
///
/// Run again, it changes nothing.
enum SetupCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    try context.refuseSudo()
    let lock = try LifecycleLock(.home, of: context.profile, context: context)
    let target = try ServiceTarget(context, profile: context.profile, account: context.account, scope: .user)
    try context.recover(target)
    let configuration = context.loadConfiguration()
    try context.check(configuration)
    let gateway = target.mainProcess ?? ProfileGateway.visible(context.profile)?.process.processIdentifier
    var neighbours = try Neighbours(context, target, ownProcesses: gateway.map { [$0] } ?? [])
    // What an existing config says stays.
    let port = try neighbours.choosePort(
      PortResolution(
        flag: configuration.configuration.port ?? context.portFlag, snapshot: configuration, profile: context.profile)
    ) { port in
      context.commandLine(
        configuration.configuration.port == nil ? "setup --port \(port)" : "config set gateway.port \(port)")
    }
    let asked = askedWorkspace(context)
    let workspace =
      configuration.exists ? configuration.configuration.workspace(of: context.profile) : asked
    let planner = SetupPlanner(
      profile: context.profile, owner: nil, configuration: configuration, port: port, token: nil, workspace: workspace)
    let plan = Plan(try planner.changes())
    let changes = try context.apply(plan, target)
    _ = consume lock
    return SetupReport(
      profile: context.profile, port: port, changes: changes.map(PlannedChange.init),
      isDryRun: context.invocation[.dryRun],
      existed: configuration.exists, workspace: workspace ?? context.profile.defaultWorkspace,
      warnings: neighbours.warnings
        + kept(
          [
            ("gateway.port", context.portFlag?.description, port.description),
            ("agents.defaults.workspace", asked?.string, workspace?.string),
          ], context))
  }

  private static func askedWorkspace(_ context: CommandContext) -> AbsolutePath? {
    context.invocation[.workspace].flatMap {
      AbsolutePath(expanding: $0, home: context.profile.home, relativeTo: context.workingDirectory)
    }
  }

  /// Warnings for flags that ask for something else than the config says, which stays as it is.
  private static func kept(
    _ keys: [(name: String, asked: String?, held: String?)], _ context: CommandContext
  ) -> [ReportWarning] {
    keys.compactMap { key in
      guard let asked = key.asked, let held = key.held, asked != held else { return nil }
      return ReportWarning(
        code: "config-kept", message: "the config is left as it is: its \(key.name) is \(held), not \(asked)",
        hint: context.commandLine("config set \(key.name) \(asked)"))
    }
  }
}
