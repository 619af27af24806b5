import CommandTree
import Doctor
import JSON
import Platform
import Services

/// What became of a group of findings that can be mended.
struct PlannedRepair {
  /// How far it got.
  enum Outcome: String {
    /// Nobody has said yes, or `--dry-run` was given.
    case planned
    case applied
    /// A flag keeps it from being made.
    case skipped
    /// It cannot be made, or a step failed and those before it were taken back.
    case failed
  }

  let group: RepairGroup
  var outcome: Outcome
  /// Why it was not made; nil when it was, and when nobody has said yes.
  var reason: String?
  var hints: [String] = []
  var changes: [PlannedChange] = []
  var edits: [RepairPlan.Edit] = []
  var differences: [UnitDifference] = []

  /// A repair that was not made.
  init(_ group: RepairGroup, _ outcome: Outcome, because reason: String? = nil, hints: [String] = []) {
    self.group = group
    self.outcome = outcome
    self.reason = reason
    self.hints = hints
  }

  /// A repair that cannot be made.
  init(_ group: RepairGroup, _ failure: CommandFailure) {
    self.init(group, .failed, because: failure.sentence, hints: failure.hints)
  }

  /// Adds what a plan would do.
  func showing(_ plan: RepairPlan, _ changes: [any Change]) -> PlannedRepair {
    var copy = self
    copy.changes = changes.map(PlannedChange.init)
    copy.edits = plan.edits
    copy.differences = plan.differences
    return copy
  }

  var json: JSONValue {
    var json: JSONObject = [
      "checks": .array(group.checks.map { .string($0) }), "result": .string(outcome.rawValue),
    ]
    json.add("reason", reason)
    if !changes.isEmpty { json["changes"] = .array(changes.map(\.json)) }
    if !edits.isEmpty { json["keys"] = .array(edits.map(\.json)) }
    if !differences.isEmpty { json["differences"] = .array(differences.map(\.json)) }
    if !hints.isEmpty { json["hints"] = .array(hints.map { .string($0) }) }
    return .object(json)
  }

  /// The lines for people: what is done, and what it does to which keys and directives.
  func lines(_ style: OutputStyle) -> [String] {
    let title = ["planned": "would mend", "applied": "mended", "skipped": "left", "failed": "not mended"]
    let role: OutputStyle.Role = outcome == .failed ? .problem : outcome == .applied ? .good : .warning
    let head =
      style.paint(title[outcome.rawValue] ?? outcome.rawValue, role) + " " + group.checks.joined(separator: ", ")
    // What is made has been told as it was made.
    let steps = outcome == .applied ? [] : changes.map { "  \($0.step): \($0.summary)" }
    return [head + (reason.map { ": \($0)" } ?? "")] + steps
      + edits.map { "    \($0.path): \($0.before.shown) → \($0.after.shown)" } + differences.map { "    \($0)" }
      + hints.map { "  try: \(style.paint($0, .command))" }
  }
}

extension RepairPlan.Edit {
  fileprivate var json: JSONValue {
    var json: JSONObject = ["path": .string(path.description)]
    json["before"] = before
    json["after"] = after
    return .object(json)
  }
}
