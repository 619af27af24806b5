import CommandTree
import Glibc
import Platform
import Profiles
import Services
import Supervisor

/// `openclaw supervisor run`: supervises every installed gateway of this user, or one alone, in the foreground.
enum SupervisorRunCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    var settings = SupervisorSettings(places: SupervisorPlaces(home: context.profile.home), account: context.account)
    settings.endsWhenUnneeded = context.invocation[.whileNeeded]
    settings.isBesideSystemd = MachineFacts.current().isBooted
    if context.invocation[.single] { settings.single = single(context) }
    do {
      // The status may be the gateway's own, of which the table of statuses knows nothing.
      exit(try SupervisorLauncher(settings).run())
    } catch {
      switch error {
      case .alreadyRuns(let directory):
        throw CommandFailure(
          "a supervisor already runs for this user", location: directory.string,
          reason: "it holds the lock on the directory", hints: [context.commandLine("gateway status")],
          code: "supervisor-runs")
      case .system(let error): throw CommandFailure(error)
      }
    }
  }

  /// Without a unit the profile's gateway runs as its config says, for a container that was never installed in.
  private static func single(_ context: CommandContext) -> SupervisorSettings.SingleService {
    let words = [context.executable.string, "--profile", context.profile.name.text, "gateway"]
    var fallback = SupervisedUnit(executable: context.executable, arguments: words)
    fallback.policy.awaitsReadiness = true
    fallback.policy.startTimeout = nil
    fallback.workingDirectory = context.profile.home
    return .init(unit: context.profile.unitName, fallback: fallback, environment: context.environment)
  }
}
