import CLinux
import Glibc

/// A point of wall-clock time, in milliseconds since the epoch, as the protocol and the reports carry it.
package struct Timestamp: Hashable, Sendable, Comparable {
  /// Since 1970-01-01 00:00 UTC; negative before.
  package let milliseconds: Int64

  /// A point of time from its milliseconds since the epoch.
  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The present: `clock_gettime(2)` with `CLOCK_REALTIME`.
  package static func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// RFC 3339 in UTC with milliseconds, for example `2026-02-01T10:20:30.040Z`.
  ///
  /// Years outside 0 to 9999, which that form cannot carry, have a sign or more digits.
  package var iso8601: String {
    let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    var seconds = time_t(rest < 0 ? whole - 1 : whole)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let year = Self.padded(parts.tm_year + 1900, 4)
    let date = "\(year)-\(Self.padded(parts.tm_mon + 1, 2))-\(Self.padded(parts.tm_mday, 2))"
    let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { Self.padded($0, 2) }.joined(separator: ":")
    return "\(date)T\(time).\(Self.padded(Int32(rest < 0 ? rest + 1000 : rest), 3))Z"
  }

  private static func padded(_ value: Int32, _ width: Int) -> String {
    let digits = String(value.magnitude)
    return (value < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }
}
