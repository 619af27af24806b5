/// Which lines of the journal belong to a unit: groups of fields, any of which may match as a whole.
///
/// Only fields that the sender cannot forge count (`systemd.journal-fields(7)`, those with `_`); what a manager says about
/// a unit counts when the manager itself is the sender.
package struct JournalQuery: Hashable, Sendable {
  package let unit: String
  package let scope: ServiceScope
  /// The user whose manager it is, or whose unit.
  ///
  /// Not looked at in system scope.
  package let userID: UInt32
  /// One run of the unit; nil for all.
  package let run: String?

  package init(unit: String, scope: ServiceScope, userID: UInt32, run: String?) {
    self.unit = unit
    self.scope = scope
    self.userID = userID
    self.run = run
  }

  /// The groups of `FIELD=value` matches: the unit's own lines, then its manager's lines about it.
  package var groups: [[String]] {
    switch scope {
    case .user:
      [
        ["_SYSTEMD_USER_UNIT=\(unit)", "_UID=\(userID)"] + matching("_SYSTEMD_INVOCATION_ID"),
        ["_SYSTEMD_UNIT=user@\(userID).service", "_UID=\(userID)", "_COMM=systemd", "USER_UNIT=\(unit)"]
          + matching("USER_INVOCATION_ID"),
      ]
    case .system:
      [
        ["_SYSTEMD_UNIT=\(unit)"] + matching("_SYSTEMD_INVOCATION_ID"),
        ["_PID=1", "UNIT=\(unit)"] + matching("INVOCATION_ID"),
      ]
    }
  }

  private func matching(_ field: String) -> [String] { run.map { ["\(field)=\($0)"] } ?? [] }
}
