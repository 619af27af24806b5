import CLinux
import Glibc

/// A point of wall-clock time, in milliseconds since the epoch, as the protocol and the reports carry it.
package struct Timestamp: Hashable, Sendable, Comparable {
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The present: `clock_gettime(2)` with `CLOCK_REALTIME`.
  package static func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// RFC 3339 in UTC with milliseconds, for example `2026-02-01T10:20:30.040Z`.
  package var iso8601: String {
    var seconds = time_t(milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000)
    let fraction = Int(milliseconds - Int64(seconds) * 1000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let padded = { (value: Int, width: Int) in
      String(repeating: "0", count: max(0, width - String(value).count)) + String(value)
    }
    let date = "\(padded(Int(parts.tm_year) + 1900, 4))-\(padded(Int(parts.tm_mon) + 1, 2))-\(padded(Int(parts.tm_mday), 2))"
    let time = "\(padded(Int(parts.tm_hour), 2)):\(padded(Int(parts.tm_min), 2)):\(padded(Int(parts.tm_sec), 2))"
    return "\(date)T\(time).\(padded(fraction, 3))Z"
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }
}

/// A moment on the monotonic clock after which a wait ends. Counted by `CLOCK_MONOTONIC`.
package struct Deadline: Hashable, Sendable, Comparable {
  /// Nanoseconds of the monotonic clock.
  package let nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The moment `duration` from now.
  package static func after(_ duration: Duration) -> Deadline {
    Deadline(nanoseconds: MonotonicClock.nanoseconds() + duration.nanoseconds)
  }

  /// What is left, zero when it has passed.
  package var remaining: Duration { .nanoseconds(max(0, nanoseconds - MonotonicClock.nanoseconds())) }

  /// What is left in whole milliseconds, rounded up, as `poll(2)` wants it.
  package var remainingMilliseconds: Int32 {
    Int32(clamping: (remaining.nanoseconds + 999_999) / 1_000_000)
  }

  package var hasPassed: Bool { MonotonicClock.nanoseconds() >= nanoseconds }

  package static func < (left: Deadline, right: Deadline) -> Bool { left.nanoseconds < right.nanoseconds }
}

/// The clock that no administrator sets: `CLOCK_MONOTONIC`.
package enum MonotonicClock {
  package static func nanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

extension Duration {
  /// The whole length in nanoseconds.
  package var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }

  /// The whole length in milliseconds, rounded down.
  package var milliseconds: Int64 { nanoseconds / 1_000_000 }
}
