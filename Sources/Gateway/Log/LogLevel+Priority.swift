import Configuration

extension LogLevel {
  /// The priority of syslog(3) and of the journal.
  var priority: Int {
    switch self {
    case .silent, .fatal: 2
    case .error: 3
    case .warn: 4
    case .info: 6
    case .debug, .trace: 7
    }
  }
}
