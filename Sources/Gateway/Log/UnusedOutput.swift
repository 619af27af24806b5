/// Standard output that another sink writes to.
struct UnusedOutput: LogSink {
  func write(_ record: LogRecord) {}
}
