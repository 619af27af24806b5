import CommandTree
import Doctor
import JSON
import Platform
import Profiles

/// `openclaw security audit`: who can get at the profile.
enum SecurityAuditCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let diagnosis = Diagnosis(CheckTable.security, of: try context.examine())
    return SecurityReport(diagnosis: diagnosis, time: .now(), home: context.profile.home)
  }
}

/// What lets others in.
struct SecurityReport: Report {
  let diagnosis: Diagnosis
  let time: Timestamp
  let home: AbsolutePath

  var json: JSONObject {
    [
      "action": "security audit", "ts": .integer(time.milliseconds),
      "summary": [
        "critical": .integer(Int64(diagnosis.count(.critical))), "warn": .integer(Int64(diagnosis.count(.warn))),
        "info": .integer(Int64(diagnosis.count(.info))),
      ],
      "findings": .array(diagnosis.findings.map(\.json)),
    ]
  }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    for line in diagnosis.findings.flatMap({ $0.lines(style.output, home: home) }) { text.fact(line) }
    text.fact("\(diagnosis.ran.count) checks, \(diagnosis.findings.count) findings")
    return text
  }
}
