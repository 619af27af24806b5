/// How serious a log record is, from the worst down. The names are those of `logging.level`.
package enum LogLevel: String, Comparable, Sendable, CaseIterable {
  /// As a threshold: nothing is logged.
  case silent
  case fatal
  case error
  case warn
  case info
  case debug
  case trace

  private var severity: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The priority of syslog(3) and of the journal.
  package var priority: Int {
    switch self {
    case .silent, .fatal: 2
    case .error: 3
    case .warn: 4
    case .info: 6
    case .debug, .trace: 7
    }
  }

  /// Less serious is greater.
  package static func < (left: LogLevel, right: LogLevel) -> Bool { left.severity < right.severity }
}
