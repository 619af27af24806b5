import Doctor
import JSON

/// Every check there is, as the page `docs/doctor.md`.
struct CheckListReport: Report {
  var json: JSONObject { [:] }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    for line in Self.lines { text.fact(line) }
    return text
  }

  private static var lines: [String] {
    let head = [
      "# What the doctor looks for", "",
      "The page is printed by `openclaw doctor --list` and written by `make generate`. `doctor --only` and `--skip` take the",
      "ids of the first table.",
    ]
    return head + table("`openclaw doctor`", CheckTable.doctor)
      + table("`openclaw security audit`", CheckTable.security)
  }

  private static func table(_ title: String, _ checks: [Check]) -> [String] {
    let head = ["", "## \(title)", "", "| Id | Severity | Finds | `--fix` |", "| --- | --- | --- | --- |"]
    return head
      + checks.map { check in
        "| `\(check.id)` | \(check.severity.rawValue) | \(check.summary) | \(check.cure ?? "") |"
      }
  }
}
