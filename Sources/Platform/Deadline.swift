/// A moment on the monotonic clock, `CLOCK_MONOTONIC`, after which a wait ends.
package struct Deadline: Hashable, Sendable, Comparable {
  /// Nanoseconds of the monotonic clock.
  package let nanoseconds: Int64

  /// A moment by its reading of the monotonic clock.
  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The moment `duration` from now; the end of the clock, 292 years after its start, when it would be later.
  package static func after(_ duration: Duration) -> Deadline {
    let (sum, overflow) = MonotonicClock.nanoseconds().addingReportingOverflow(duration.nanoseconds)
    return Deadline(nanoseconds: overflow ? .max : sum)
  }

  /// What is left, zero when it has passed.
  package var remaining: Duration { .nanoseconds(max(0, nanoseconds - MonotonicClock.nanoseconds())) }

  /// What is left in whole milliseconds, rounded up, as `poll(2)` wants it.
  package var remainingMilliseconds: Int32 {
    let (whole, rest) = remaining.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000)
    return Int32(clamping: rest > 0 ? whole + 1 : whole)
  }

  /// Whether nothing is left.
  package var hasPassed: Bool { MonotonicClock.nanoseconds() >= nanoseconds }

  package static func < (left: Deadline, right: Deadline) -> Bool { left.nanoseconds < right.nanoseconds }
}
