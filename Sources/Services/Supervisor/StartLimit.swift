import Platform

/// How many starts are allowed in a stretch of time: `StartLimitIntervalSec=` and `StartLimitBurst=`.
///
/// Counts as systemd does: a stretch begins with its first start and ends `interval` later.
package struct StartLimit: Hashable, Sendable {
  /// Nil where there is no limit.
  package let interval: Duration?
  package let burst: Int
  private var begin: Duration?
  private var count = 0

  package init(interval: Duration?, burst: Int) {
    self.interval = interval
    self.burst = burst
  }

  /// Counts a start at a moment of any clock; false when there were too many.
  package mutating func allows(at now: Duration) -> Bool {
    guard let interval, burst > 0 else { return true }
    if begin.map({ $0 + interval < now }) ?? true {
      begin = now
      count = 1
      return true
    }
    count += 1
    return count <= burst
  }

  /// Forgets the starts there were.
  package mutating func reset() { begin = nil }
}
