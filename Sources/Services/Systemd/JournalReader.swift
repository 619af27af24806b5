import CSystemd
import Glibc
import Platform

/// An open journal of which only the lines of one query are seen: `sd-journal(3)`.
package final class JournalReader {
  private let journal: OpaquePointer

  /// The longest field that is read whole; what follows is cut off.
  private static let longestField = 16_384

  /// Opens the journal; nil when no file of it may be read from here: there is none, or the rights are missing.
  ///
  /// - Throws: `SystemError` when the journal is damaged or cannot be opened at all.
  package init?(_ query: JournalQuery) throws(SystemError) {
    var opened: OpaquePointer?
    try busChecked("sd_journal_open") { sd_journal_open(&opened, Int32(SD_JOURNAL_LOCAL_ONLY)) }
    guard let opened else { throw SystemError(code: ENOMEM, call: "sd_journal_open") }
    journal = opened
    guard sd_journal_has_persistent_files(opened) > 0 || sd_journal_has_runtime_files(opened) > 0 else { return nil }
    try busChecked("sd_journal_set_data_threshold") { sd_journal_set_data_threshold(opened, Self.longestField) }
    for group in query.groups {
      for match in group {
        try busChecked("sd_journal_add_match", match) { sd_journal_add_match(opened, match, match.utf8.count) }
      }
      try busChecked("sd_journal_add_disjunction") { sd_journal_add_disjunction(opened) }
    }
  }

  deinit { sd_journal_close(journal) }

  /// The last `count` lines, the oldest first, none from before `start`; `next` goes on after them.
  package func last(_ count: Int, since start: Timestamp? = nil) throws(SystemError) -> [JournalLine] {
    try busChecked("sd_journal_seek_tail") { sd_journal_seek_tail(journal) }
    var lines: [JournalLine] = []
    var steps: UInt64 = 0
    while lines.count < count, try stepped("sd_journal_previous", sd_journal_previous(journal)) {
      steps += 1
      let time = try time()
      // The manager speaks of a run a moment before its process starts.
      if let start, time.milliseconds < start.milliseconds - 1000 { break }
      if let line = line(at: time) { lines.append(line) }
    }
    try goForward(steps)
    return lines.reversed()
  }

  /// The next line; nil while there is none.
  package func next() throws(SystemError) -> JournalLine? {
    while try stepped("sd_journal_next", sd_journal_next(journal)) {
      if let line = line(at: try time()) { return line }
    }
    return nil
  }

  /// Waits until the journal has changed, or so long: `sd_journal_wait(3)`.
  package func wait(_ duration: Duration) throws(SystemError) {
    try busChecked("sd_journal_wait") { sd_journal_wait(journal, UInt64(max(0, duration.nanoseconds / 1000))) }
  }

  /// Back to the newest entry that was seen.
  private func goForward(_ steps: UInt64) throws(SystemError) {
    guard steps > 1 else { return }
    try busChecked("sd_journal_next_skip") { sd_journal_next_skip(journal, steps - 1) }
  }

  private func stepped(_ call: String, _ result: Int32) throws(SystemError) -> Bool {
    try busChecked(call) { result } > 0
  }

  private func time() throws(SystemError) -> Timestamp {
    var microseconds: UInt64 = 0
    try busChecked("sd_journal_get_realtime_usec") { sd_journal_get_realtime_usec(journal, &microseconds) }
    return Timestamp(milliseconds: Int64(microseconds / 1000))
  }

  /// The present entry; nil for one without a text.
  private func line(at time: Timestamp) -> JournalLine? {
    guard let message = field("MESSAGE") else { return nil }
    let priority = field("PRIORITY").flatMap { Int($0) } ?? 6
    // What a manager says about a unit names it in a field of its own.
    let told = field("USER_UNIT") ?? field("UNIT")
    let run =
      told == nil ? field("_SYSTEMD_INVOCATION_ID") : field("USER_INVOCATION_ID") ?? field("INVOCATION_ID")
    return JournalLine(
      time: time, priority: priority, message: message, isManagers: told != nil, run: run)
  }

  /// A field of the present entry without its name; nil when the entry has none.
  private func field(_ name: String) -> String? {
    var data: UnsafeRawPointer?
    var length = 0
    guard sd_journal_get_data(journal, name, &data, &length) >= 0, let data else { return nil }
    return String(
      decoding: UnsafeRawBufferPointer(start: data, count: length).dropFirst(name.utf8.count + 1), as: UTF8.self)
  }
}
