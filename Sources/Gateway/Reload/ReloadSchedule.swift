import Platform

/// Who wants the configuration read again: the more it is a person's own wish, the more is done.
enum ReloadTrigger: Int, Hashable, Sendable, Comparable {
  /// A file was changed.
  case edit
  /// SIGHUP, which is what `systemctl reload` sends.
  case signal
  /// `config.patch` or `config.apply`.
  case method

  static func < (left: ReloadTrigger, right: ReloadTrigger) -> Bool { left.rawValue < right.rawValue }
}

/// When the configuration is read again.
///
/// After a change the files must rest; a reading that is asked for begins at once. One reading at a time: what comes
/// during it leads to another. Times are nanoseconds of the monotonic clock.
struct ReloadSchedule: Hashable, Sendable {
  /// What is to be done now.
  enum Action: Hashable, Sendable {
    case nothing
    /// Report at this moment, and at no other that was named before.
    case wait(until: Int64)
    /// Read now, and report when it is done.
    case read(ReloadTrigger)
  }

  /// How long files must rest after a change.
  var rest: Duration
  /// The first change that no reading has seen.
  private var firstChange: Int64?
  private var due: Int64?
  private var asked: ReloadTrigger?
  private var isReading = false

  /// Files that never rest are read at the latest so long after the first change, unless they are to rest longer.
  static let patience = Duration.seconds(5)

  init(rest: Duration) { self.rest = rest }

  /// A file has changed.
  mutating func changed(at now: Int64) -> Action {
    let first = firstChange ?? now
    firstChange = first
    let moment = min(Self.moment(first, plus: max(rest, Self.patience)), Self.moment(now, plus: rest))
    due = moment
    return isReading ? .nothing : .wait(until: moment)
  }

  /// Somebody wants it read now.
  mutating func requested(_ trigger: ReloadTrigger) -> Action {
    asked = asked.map { max($0, trigger) } ?? trigger
    return isReading ? .nothing : begin()
  }

  /// The moment that was waited for has come.
  mutating func reached(_ now: Int64) -> Action {
    guard let due, !isReading else { return .nothing }
    return due <= now ? begin() : .wait(until: due)
  }

  /// The reading is done.
  mutating func finished(at now: Int64) -> Action {
    isReading = false
    return asked == nil ? reached(now) : begin()
  }

  /// What has changed until now is seen by this reading.
  private mutating func begin() -> Action {
    defer { (asked, firstChange, due, isReading) = (nil, nil, nil, true) }
    return .read(asked ?? .edit)
  }

  private static func moment(_ start: Int64, plus length: Duration) -> Int64 {
    let (sum, overflow) = start.addingReportingOverflow(length.nanoseconds)
    return overflow ? .max : sum
  }
}
