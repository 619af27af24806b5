import CommandTree
import JSON
import Platform
import Profiles
import Services

/// `openclaw doctor --undo`: puts back what the last run of repairs has changed.
///
/// What somebody else has changed since is theirs, and stays.
enum DoctorUndo {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let target = try ServiceTarget.installed(context)
    try context.refuseOtherAccounts(target)
    if target.scope == .system { try ServiceTarget.requireRoot(context) }
    let lock = try LifecycleLock(.home, of: target.profile, context: context)
    try context.recover(target)
    let records = try records(of: target)
    let isDryRun = context.invocation[.dryRun]
    if !isDryRun, !records.isEmpty { try takeBack(target) }
    _ = consume lock
    return UndoReport(
      profile: target.profile, changes: records.reversed().compactMap(PlannedChange.init(undoing:)),
      isDryRun: isDryRun)
  }

  private static func records(of target: ServiceTarget) throws(CommandFailure) -> [UndoRecord] {
    do { return try target.undoJournal.interrupted() ?? [] } catch { throw CommandFailure(error) }
  }

  private static func takeBack(_ target: ServiceTarget) throws(CommandFailure) {
    do { _ = try Plan.recover(journal: target.undoJournal, undoers: target.undoers) } catch {
      throw CommandFailure(error, target: target, logFile: target.profile.logFile)
    }
  }
}

extension PlannedChange {
  /// What taking a change back does: its verb, and the file, unit or account it is about; nil for what stays.
  fileprivate init?(undoing record: UndoRecord) {
    if ["nothing", "leave-unit"].contains(record.verb) { return nil }
    let subject = AbsolutePath(record.text(0)) == nil ? record.text(2) : record.text(0)
    self.init(step: record.verb, "\(record.verb.split(separator: "-").joined(separator: " ")) \(subject)")
  }
}

/// What was put back.
struct UndoReport: Report {
  let profile: Profile
  let changes: [PlannedChange]
  let isDryRun: Bool

  private var result: String { changes.isEmpty ? "unchanged" : isDryRun ? "planned" : "undone" }

  var json: JSONObject {
    [
      "action": "doctor", "result": .string(result), "profile": .string(profile.name.text),
      "config": .string(profile.configPath.string), "changes": .array(changes.map(\.json)),
    ]
  }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    for change in changes { text.fact("  \(change.summary)") }
    switch result {
    case "unchanged": text.fact("The doctor has changed nothing that could be put back")
    case "planned": text.fact("Would put the state before the last repairs back")
    default: text.fact(style.output.paint("The state before the last repairs is back", .good))
    }
    return text
  }
}
