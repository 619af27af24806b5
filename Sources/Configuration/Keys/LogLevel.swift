/// How severe a log entry is, or the least severity that is written.
///
/// Most severe first.
package enum LogLevel: String, Hashable, Sendable, CaseIterable, Comparable {
  case silent, fatal, error, warn, info, debug, trace

  package static func < (left: LogLevel, right: LogLevel) -> Bool { left.severity < right.severity }

  private var severity: Int { Self.allCases.count - (Self.allCases.firstIndex(of: self) ?? 0) }
}
