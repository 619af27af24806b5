import Synchronization

@testable import Gateway

/// A sink that keeps what it is given.
final class RecordingLog: LogSink {
  private let storage = Mutex<[LogRecord]>([])

  func write(_ record: LogRecord) { storage.withLock { $0.append(record) } }

  var records: [LogRecord] { storage.withLock { $0 } }
  var messages: [String] { records.map(\.message) }
}
