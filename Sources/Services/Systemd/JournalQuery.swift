/// Which lines of the journal belong to a unit: groups of fields, any of which may match as a whole.
///
/// Only fields that the sender cannot forge count (`systemd.journal-fields(7)`, those with `_`); what a manager says
/// about a unit counts when the manager itself is the sender.
package struct JournalQuery: Hashable, Sendable {
  /// The unit whose lines are wanted.
  package let unit: String
  /// Whose manager runs it.
  package let scope: ServiceScope
  /// The user whose manager it is; in system scope the account of `User=`.
  package let userID: UInt32
  /// One run of the unit; nil for all.
  package let run: ServiceRun?
  /// Whose lines count.
  package let speakers: Set<Speaker>

  /// Who says something about a unit.
  package enum Speaker: Hashable, Sendable, CaseIterable { case service, manager }

  /// A query for one run of a unit, or for all.
  package init(
    unit: String, scope: ServiceScope, userID: UInt32, run: ServiceRun?, speakers: Set<Speaker> = Set(Speaker.allCases)
  ) {
    self.unit = unit
    self.scope = scope
    self.userID = userID
    self.run = run
    self.speakers = speakers
  }

  /// The groups of `FIELD=value` matches: the unit's own lines, then its manager's lines about it.
  package var groups: [[String]] {
    Speaker.allCases.filter(speakers.contains).map(lines) + mainProcess
  }

  /// The lines of one speaker.
  private func lines(of speaker: Speaker) -> [String] {
    switch (scope, speaker) {
    case (.user, .service):
      ["_SYSTEMD_USER_UNIT=\(unit)", "_UID=\(userID)"] + matching("_SYSTEMD_INVOCATION_ID")
    case (.user, .manager):
      ["_SYSTEMD_UNIT=user@\(userID).service", "_UID=\(userID)", "_COMM=systemd", "USER_UNIT=\(unit)"]
        + matching("USER_INVOCATION_ID")
    case (.system, .service): ["_SYSTEMD_UNIT=\(unit)"] + matching("_SYSTEMD_INVOCATION_ID")
    case (.system, .manager): ["_PID=1", "UNIT=\(unit)"] + matching("INVOCATION_ID")
    }
  }

  /// The lines of the run's main process: one that ends at once may be gone before the journal has learnt its unit.
  private var mainProcess: [[String]] {
    guard speakers.contains(.service), let process = run?.processID, run?.start != nil else { return [] }
    return [["_PID=\(process)", "_UID=\(userID)"]]
  }

  private func matching(_ field: String) -> [String] { run?.id.map { ["\(field)=\($0)"] } ?? [] }
}
