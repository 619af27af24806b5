import CSystemd
import Glibc
import Platform

/// Reads lines from the journal: `sd-journal(3)`.
package enum Journal {
  /// What the journal gave.
  package enum Answer: Hashable, Sendable {
    /// The last lines, the oldest first; there may be none.
    case lines([JournalLine])
    /// No file of the journal may be read from here: there is none, or the rights are missing.
    case unreadable
  }

  /// The longest field that is read whole; what follows is cut off.
  private static let longestField = 16_384

  /// The last `count` lines that match.
  ///
  /// - Throws: `SystemError` when the journal is damaged or cannot be opened at all.
  package static func last(_ count: Int, of query: JournalQuery) throws(SystemError) -> Answer {
    var opened: OpaquePointer?
    try busChecked("sd_journal_open") { sd_journal_open(&opened, Int32(SD_JOURNAL_LOCAL_ONLY)) }
    guard let journal = opened else { throw SystemError(code: ENOMEM, call: "sd_journal_open") }
    defer { sd_journal_close(journal) }
    guard sd_journal_has_persistent_files(journal) > 0 || sd_journal_has_runtime_files(journal) > 0 else {
      return .unreadable
    }
    try busChecked("sd_journal_set_data_threshold") { sd_journal_set_data_threshold(journal, longestField) }
    try addMatches(query, to: journal)
    return .lines(try lastLines(count, since: query.run?.start, journal))
  }

  private static func addMatches(_ query: JournalQuery, to journal: OpaquePointer) throws(SystemError) {
    for group in query.groups {
      for match in group {
        try busChecked("sd_journal_add_match", match) { sd_journal_add_match(journal, match, match.utf8.count) }
      }
      try busChecked("sd_journal_add_disjunction") { sd_journal_add_disjunction(journal) }
    }
  }

  private static func lastLines(
    _ count: Int, since start: Timestamp?, _ journal: OpaquePointer
  ) throws(SystemError) -> [JournalLine] {
    try busChecked("sd_journal_seek_tail") { sd_journal_seek_tail(journal) }
    var lines: [JournalLine] = []
    while lines.count < count, try stepBack(journal) {
      var microseconds: UInt64 = 0
      try busChecked("sd_journal_get_realtime_usec") { sd_journal_get_realtime_usec(journal, &microseconds) }
      let time = Timestamp(milliseconds: Int64(microseconds / 1000))
      // The manager speaks of a run a moment before its process starts.
      if let start, time.milliseconds < start.milliseconds - 1000 { break }
      guard let message = field("MESSAGE", journal) else { continue }
      let priority = field("PRIORITY", journal).flatMap { Int($0) } ?? 6
      lines.append(JournalLine(time: time, priority: priority, message: message))
    }
    return lines.reversed()
  }

  /// Moves to the entry before; false at the beginning.
  private static func stepBack(_ journal: OpaquePointer) throws(SystemError) -> Bool {
    try busChecked("sd_journal_previous") { sd_journal_previous(journal) } > 0
  }

  /// A field of the present entry without its name; nil when the entry has none.
  private static func field(_ name: String, _ journal: OpaquePointer) -> String? {
    var data: UnsafeRawPointer?
    var length = 0
    guard sd_journal_get_data(journal, name, &data, &length) >= 0, let data else { return nil }
    return String(
      decoding: UnsafeRawBufferPointer(start: data, count: length).dropFirst(name.utf8.count + 1), as: UTF8.self)
  }
}
