import Configuration
import Platform

extension GatewayLog {
  /// The log of a profile: the journal or standard output, and `<state>/logs/gateway.log`.
  ///
  /// Never fails: a file that cannot be opened is tried again with every line.
  package static func open(
    profile: String, stateDirectory: AbsolutePath, environment: Environment, thresholds: Thresholds = Thresholds()
  ) -> GatewayLog {
    let isColoured = environment["NO_COLOR"] == nil
    let journal = JournalLog(profile: profile, environment: environment)
    return GatewayLog(
      console: journal ?? ConsoleLog(isColoured: isColoured) as any LogSink,
      file: LogFile(path: stateDirectory.appending("logs/gateway.log")), thresholds: thresholds)
  }
}
