import Platform

/// One entry of the journal.
package struct JournalLine: Hashable, Sendable {
  /// When the journal received it.
  package let time: Timestamp
  /// The level of `syslog(3)`, 0 to 7.
  package let priority: Int
  /// The text.
  package let message: String
  /// Whether the service manager said it of the service.
  package let isManagers: Bool
  /// The manager's id of the run that it belongs to; nil when the entry does not say.
  package let run: String?

  /// An entry from its parts.
  package init(time: Timestamp, priority: Int, message: String, isManagers: Bool = false, run: String? = nil) {
    self.time = time
    self.priority = priority
    self.message = message
    self.isManagers = isManagers
    self.run = run
  }
}
