import CommandTree
import Doctor
import JSON
import Platform
import Profiles

/// What is wrong with a profile, what was mended, and what is left.
struct DoctorReport: Report {
  let examination: Examination
  /// What the checks say in the end: after the repairs, when any was made.
  var diagnosis: Diagnosis
  let isDryRun: Bool
  var repairs: [PlannedRepair] = []

  /// Nothing wrong, something wrong, or a config with which the gateway does not start.
  var exitStatus: ExitStatus {
    if diagnosis.isHealthy { return .success }
    return diagnosis.findings.contains { $0.check == "config-invalid" } ? .configurationRefused : .failure
  }

  private var result: String {
    if repairs.contains(where: { $0.outcome == .applied }) { return "repaired" }
    if isDryRun && repairs.contains(where: { $0.outcome == .planned }) { return "planned" }
    return "unchanged"
  }

  var json: JSONObject {
    var json: JSONObject = [
      "ok": .bool(exitStatus == .success), "action": "doctor", "result": .string(result),
      "profile": .string(examination.profile.name.text), "config": .string(examination.profile.configPath.string),
    ]
    if exitStatus != .success {
      json["error"] = .string(diagnosis.summary)
      json["code"] = .string(exitStatus == .configurationRefused ? "config-rejected" : "findings")
    }
    json["summary"] = .object(diagnosis.counts)
    json["findings"] = .array(diagnosis.findings.map(\.json))
    json["checksRun"] = .integer(Int64(diagnosis.ran.count))
    json["checksSkipped"] = .array(diagnosis.skipped.map(\.json))
    json["repairs"] = .array(repairs.map(\.json))
    return json
  }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    addFindings(to: &text, style.output)
    for repair in repairs { for line in repair.lines(style.output) { text.fact(line) } }
    text.endGroup()
    for skip in diagnosis.skipped {
      text.problem("\(skip.check) was skipped: \(skip.missing.joined(separator: ", ")) did not answer in time")
    }
    text.fact("\(diagnosis.ran.count) checks, \(diagnosis.summary)")
    addAdvice(to: &text, style.output)
    return text
  }

  private func addFindings(to text: inout ReportText, _ style: OutputStyle) {
    for family in Check.Family.allCases {
      let ids = Set(CheckTable.all.filter { $0.family == family }.map(\.id))
      let findings = diagnosis.findings.filter { ids.contains($0.check) }
      if findings.isEmpty { continue }
      text.fact(style.paint(family.rawValue, .heading))
      for line in findings.flatMap({ $0.lines(style, home: examination.profile.home) }) { text.fact(line) }
      text.endGroup()
    }
  }

  private func addAdvice(to text: inout ReportText, _ style: OutputStyle) {
    if repairs.contains(where: { $0.outcome == .applied }) {
      text.fact("To put it back: \(style.paint(examination.profile.commandLine("doctor --undo"), .command))")
    } else if repairs.contains(where: { $0.outcome == .planned }) {
      text.fact("To mend it: \(style.paint(examination.profile.commandLine("doctor --fix"), .command))")
    }
  }
}

extension Diagnosis.Skip {
  fileprivate var json: JSONValue {
    ["checkId": .string(check), "reason": "timeout", "missing": .array(missing.map { .string($0) })]
  }
}

extension Diagnosis {
  /// How many findings there are of which severity, the worst first.
  var counts: JSONObject {
    JSONObject(Finding.Severity.allCases.reversed().map { ($0.rawValue, .integer(Int64(count($0)))) })
  }

  /// The same in words.
  var summary: String {
    let counts = Finding.Severity.allCases.reversed().map { ($0, count($0)) }.filter { $0.1 > 0 }
    if counts.isEmpty { return "nothing is wrong" }
    return "\(findings.count) findings: " + counts.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", ")
  }
}
