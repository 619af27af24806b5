import Platform

/// Folds records that repeat the one before into a count, so that one noisy condition cannot fill a disk.
package struct RepeatFolder: Sendable {
  private var last: LogRecord?
  private var repetitions = 0
  private var foldedSince: Timestamp?
  private let longestSilence: Int64

  /// A folder that reports the count at the latest after so long, while the repetition goes on.
  package init(longestSilence: Duration = .seconds(30)) { self.longestSilence = longestSilence.milliseconds }

  /// What is to be written for a record: nothing for a repetition, the count first once it ends.
  package mutating func received(_ record: LogRecord) -> [LogRecord] {
    guard let last, last.repeats(record) else {
      defer { last = record }
      return flush(at: record.time) + [record]
    }
    repetitions += 1
    let since = foldedSince ?? record.time
    foldedSince = since
    return record.time.milliseconds - since.milliseconds >= longestSilence ? flush(at: record.time) : []
  }

  /// The count of what was held back; to be called when writing ends, too.
  package mutating func flush(at time: Timestamp) -> [LogRecord] {
    guard repetitions > 0, var summary = last else { return [] }
    summary.message = "repeated \(repetitions == 1 ? "once" : "\(repetitions) times"): \(summary.message)"
    summary.time = time
    repetitions = 0
    foldedSince = nil
    return [summary]
  }
}
