import Platform

/// One entry of the journal.
package struct JournalLine: Hashable, Sendable {
  /// When the journal received it.
  package let time: Timestamp
  /// The level of `syslog(3)`, 0 to 7.
  package let priority: Int
  /// The text.
  package let message: String

  /// An entry from its parts.
  package init(time: Timestamp, priority: Int, message: String) {
    self.time = time
    self.priority = priority
    self.message = message
  }
}
