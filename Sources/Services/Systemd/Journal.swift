import Platform

/// Reads the last lines of a query from the journal.
package enum Journal {
  /// What the journal gave.
  package enum Answer: Hashable, Sendable {
    /// The last lines, the oldest first; there may be none.
    case lines([JournalLine])
    /// No file of the journal may be read from here: there is none, or the rights are missing.
    case unreadable
  }

  /// The last `count` lines that match.
  ///
  /// - Throws: `SystemError` when the journal is damaged or cannot be opened at all.
  package static func last(_ count: Int, of query: JournalQuery) throws(SystemError) -> Answer {
    guard let journal = try JournalReader(query) else { return .unreadable }
    return .lines(try journal.last(count, since: query.run?.start))
  }
}
