import Configuration

/// Where records end up.
///
/// A sink never fails its caller, nor keeps it waiting for a reader: what cannot be written is dropped and counted, and
/// the count is said once there is room.
protocol LogSink: Sendable {
  mutating func write(_ record: LogRecord)

  /// Takes the look that the configuration asks for. A sink with a form of its own keeps it.
  mutating func adopt(_ style: LoggingConfiguration.ConsoleStyle?)
}

extension LogSink {
  mutating func adopt(_ style: LoggingConfiguration.ConsoleStyle?) {}
}
