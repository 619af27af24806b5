import CommandTree
import Glibc
import Platform
import Profiles
import Services
import Supervisor

/// `openclaw supervisor run`: supervises every installed gateway of this user, or one alone, in the foreground.
enum SupervisorRunCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    do { try InheritedDescriptors.close() } catch { throw CommandFailure(error) }
    var settings = SupervisorSettings(
      places: SupervisorPlaces(home: context.profile.home), account: context.account, program: context.executable)
    settings.endsWhenUnneeded = context.invocation[.whileNeeded]
    settings.isBesideSystemd = MachineFacts.current().isBooted
    if context.invocation[.single] { settings.single = single(context) }
    do {
      while true {
        switch try SupervisorLauncher(settings).run() {
        // The status may be the gateway's own, of which the table of statuses knows nothing.
        case .ended(let status): exit(status)
        case .replaced: becomeSuccessor(context)
        }
        // What is on disk cannot be run: the services are not left alone for that.
        settings.followsUpdates = false
      }
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

  /// Goes on as the program that is on disk now, with the same number and the same children; returns when that fails.
  private static func becomeSuccessor(_ context: CommandContext) {
    do throws(SystemError) {
      try replaceProcess(with: context.executable, CommandLine.arguments, environment: context.environment)
    } catch { context.console.write("[openclaw] the program on disk cannot take over: \(error)\n", to: .error) }
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
