import Configuration
import Platform
import Profiles

extension GatewayLog {
  /// The log of a profile: the journal or standard output, and `<state>/logs/gateway.log`.
  ///
  /// Never fails: a file that cannot be opened is tried again with every line.
  package static func open(
    profile: Profile, environment: Environment, settings: Settings = Settings()
  ) -> GatewayLog {
    let isColoured = environment["NO_COLOR"] == nil
    let journal = JournalLog(profile: profile.name.text, environment: environment)
    return GatewayLog(
      console: journal ?? ConsoleLog(isColoured: isColoured) as any LogSink, file: LogFile(path: profile.logFile),
      settings: settings)
  }

  /// Takes what a plan says about logging.
  func adopt(_ plan: StartPlan) { adopt(plan.logSettings, file: plan.logFile, secrets: plan.secrets) }

  /// Why there will be no gateway: the last line of its log.
  func fatal(_ refusal: StartRefusal) {
    fatal(refusal.description, fields: ["event": "start-refused", "exitStatus": String(refusal.exitStatus)])
  }
}
