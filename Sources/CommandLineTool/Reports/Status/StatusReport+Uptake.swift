import Configuration
import Doctor
import JSON
import Platform
import Profiles
import Services

extension StatusReport {
  /// What the running gateway says of its configuration file that is not as it should be.
  var uptakeWarnings: [ReportWarning] {
    guard let configuration = snapshot.probe?.configuration else { return brokenFileWarning }
    return refusalWarning(configuration) + waitingWarning(configuration) + watchWarning(configuration)
  }

  /// Who reads a broken file knows no secret to ask with; a gateway that runs all the same has read another.
  private var brokenFileWarning: [ReportWarning] {
    guard snapshot.probe?.isReachable == true, let issue = snapshot.serviceConfiguration.issues.first else { return [] }
    return [notTakenOver(issue.text(home: home, withRemedy: false))]
  }

  /// The file is not the one that the gateway works with.
  private func refusalWarning(_ configuration: JSONValue) -> [ReportWarning] {
    guard configuration["valid"] == false else { return [] }
    let issue = configuration["issues"]?[0]
    let numbers = [issue?["line"], issue?["column"]].compactMap { $0?.integerValue }.map { ":\($0)" }.joined()
    let place = issue?["file"]?.stringValue.map { "\($0)\(numbers): " } ?? ""
    let reason = issue?["message"]?.stringValue ?? "the file is refused"
    return [notTakenOver(place + reason)]
  }

  private func notTakenOver(_ reason: String) -> ReportWarning {
    ReportWarning(
      code: "config-not-taken-over",
      message: "the gateway goes on with the config it had: \(reason.visibleLine())",
      hint: snapshot.profile.commandLine("config validate"))
  }

  private func waitingWarning(_ configuration: JSONValue) -> [ReportWarning] {
    let keys = configuration["needsRestart"]?.arrayValue?.compactMap(\.stringValue) ?? []
    guard !keys.isEmpty else { return [] }
    return [
      ReportWarning(
        code: "config-waits-for-restart",
        message: "new values that the gateway has not taken over: \(keys.joined(separator: ", ").visibleLine())",
        hint: ownService.commandLine("gateway restart"))
    ]
  }

  /// Says that nobody would start the gateway again.
  var attendanceWarning: [ReportWarning] {
    guard snapshot.manager.unit?.isUnattended == true else { return [] }
    return [
      ReportWarning(
        code: "unattended", message: "no supervisor runs: nobody would notice the end of the gateway",
        hint: ownService.commandLine("gateway start"))
    ]
  }

  private func watchWarning(_ configuration: JSONValue) -> [ReportWarning] {
    guard let problem = configuration["watchError"]?.stringValue else { return [] }
    return [
      ReportWarning(
        code: "config-unwatched",
        message: "the gateway does not notice changes of its config: \(problem.visibleLine())",
        hint: foregroundGateway.map { "kill -HUP \($0)" } ?? ownService.reloadCommand)
    ]
  }
}
