import CLinux
import Glibc

/// The clock that no administrator sets: `CLOCK_MONOTONIC`.
package enum MonotonicClock {
  /// Its reading in nanoseconds: `clock_gettime(2)`.
  package static func nanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

extension Duration {
  /// The whole length in nanoseconds; the most or least an `Int64` holds, 292 years, when it is beyond that.
  package var nanoseconds: Int64 {
    let (seconds, overflow) = components.seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, carry) = seconds.addingReportingOverflow(components.attoseconds / 1_000_000_000)
    if !overflow && !carry { return sum }
    return components.seconds < 0 ? .min : .max
  }

  /// The whole milliseconds in the length.
  package var milliseconds: Int64 { nanoseconds / 1_000_000 }
}
