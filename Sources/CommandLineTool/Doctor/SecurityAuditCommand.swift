import CommandTree
import Doctor
import JSON
import Platform
import Profiles

/// `openclaw security audit`: who can get at the profile.
enum SecurityAuditCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let isDeep = context.invocation[.deep]
    // Only a deep audit talks to the gateway.
    let checks = CheckTable.select(CheckTable.security, skipping: isDeep ? [] : ["gateway.probe_failed"])
    let examination = try context.examine(probing: isDeep)
    var report = SecurityReport(
      diagnosis: Diagnosis(checks, of: examination), time: .now(), home: context.profile.home)
    guard context.invocation[.fix] || context.invocation[.dryRun] else { return report }
    report.repairs = try DoctorCommand.mend(report.diagnosis, examination, DoctorOptions(context), context)
    if report.repairs.contains(where: { $0.outcome == .applied }) {
      report.diagnosis = Diagnosis(checks, of: try context.examine(probing: isDeep))
    }
    return report
  }
}

/// What lets others in.
struct SecurityReport: Report {
  var diagnosis: Diagnosis
  let time: Timestamp
  let home: AbsolutePath
  var repairs: [PlannedRepair] = []

  var json: JSONObject {
    var json: JSONObject = [
      "action": "security audit", "ts": .integer(time.milliseconds), "summary": .object(diagnosis.counts),
      "findings": .array(diagnosis.findings.map(\.auditJSON)),
    ]
    if !repairs.isEmpty { json["repairs"] = .array(repairs.map(\.json)) }
    return json
  }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    for line in diagnosis.findings.flatMap({ $0.lines(style.output, home: home) }) { text.fact(line) }
    text.endGroup()
    for line in repairs.flatMap({ $0.lines(style.output) }) { text.fact(line) }
    text.endGroup()
    text.fact("\(diagnosis.ran.count) checks, \(diagnosis.summary)")
    return text
  }
}
