import Configuration
import Platform
import Profiles

extension GatewayLog {
  /// The log of a profile: the journal or standard output, and `<state>/logs/gateway.log`.
  ///
  /// Never fails: a file that cannot be opened is tried again with every line. Where its directory is missing, lines
  /// wait for `openFile`.
  package static func open(
    profile: Profile, environment: Environment, usesColor: Bool, settings: Settings = Settings()
  ) -> GatewayLog {
    let journal = JournalLog(profile: profile.name.text, environment: environment)
    return GatewayLog(
      console: journal ?? ConsoleLog(isColoured: usesColor) as any LogSink,
      file: LogFile(path: profile.logFile, isHeld: !exists(profile.logFile.parent), beginning: .runBegins()),
      settings: settings)
  }

  private static func exists(_ directory: AbsolutePath) -> Bool {
    do { return try Files.status(directory) != nil } catch { return false }
  }

  /// Takes what a plan says about logging.
  func adopt(_ plan: StartPlan) { adopt(plan.logSettings, file: plan.logFile, secrets: plan.secrets) }

  /// Why there will be no gateway: the last line of its log.
  func fatal(_ refusal: StartRefusal) {
    fatal(refusal.description, fields: ["event": "start-refused", "exitStatus": String(refusal.exitStatus)])
  }
}
