/// Where records end up.
///
/// A sink never fails its caller: what cannot be written is dropped and counted.
protocol LogSink: Sendable {
  mutating func write(_ record: LogRecord)
}
