import CommandTree
import Doctor
import JSON
import Platform

extension Finding {
  /// The finding in reports.
  var json: JSONValue {
    var json: JSONObject = ["checkId": .string(check), "severity": .string(severity.rawValue)]
    json.add("where", symptom.place)
    json.add("message", symptom.message)
    json.add("evidence", symptom.evidence)
    json.add("remedy", symptom.remedy)
    json["repair"] = symptom.repair.map { .string($0.isAggressive ? "force" : "fix") }
    return .object(json)
  }

  /// The finding in the audit's documents, which have words of their own for the same things.
  var auditJSON: JSONValue {
    var json: JSONObject = [
      "checkId": .string(check), "severity": .string(severity.rawValue), "title": .string(symptom.message),
    ]
    json.add("detail", [symptom.place, symptom.evidence].compactMap { $0 }.joined(separator: ": "))
    json.add("remediation", symptom.remedy)
    return .object(json)
  }

  /// The lines for people: how bad and what, where, and what mends it.
  func lines(_ style: OutputStyle, home: AbsolutePath) -> [String] {
    let role: OutputStyle.Role = severity == .critical ? .problem : severity == .warn ? .warning : .faint
    let word = severity.rawValue + String(repeating: " ", count: max(0, 9 - severity.rawValue.utf8.count))
    let indent = String(repeating: " ", count: 11)
    return ["  \(style.paint(word, role))\(symptom.message)  \(style.paint(check, .faint))"]
      + [place(home: home), symptom.evidence].compactMap { $0 }.map { indent + $0 }
      + (symptom.remedy.map { [indent + style.paint("Try: ", .faint) + style.paint($0, .command)] } ?? [])
  }

  private func place(home: AbsolutePath) -> String? {
    symptom.place.map { AbsolutePath($0)?.abbreviated(home: home) ?? $0 }
  }
}
