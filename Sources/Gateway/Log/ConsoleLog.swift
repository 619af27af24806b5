import Configuration
import Glibc
import Platform

/// Standard output, for people at a terminal and for supervisors that keep it.
struct ConsoleLog: LogSink {
  private let isTerminal: Bool
  private let isColoured: Bool

  /// - Parameter isColoured: asked for or not; only a terminal gets colours.
  init(isColoured: Bool) {
    isTerminal = isatty(STDOUT_FILENO) == 1
    self.isColoured = isColoured && isTerminal
  }

  func write(_ record: LogRecord) {
    let line = Array((Self.line(record, isTerminal: isTerminal, isColoured: isColoured) + "\n").utf8)
    _ = Glibc.write(STDOUT_FILENO, line, line.count)
  }

  /// A line for people: time of day at a terminal, the whole time stamp elsewhere.
  static func line(_ record: LogRecord, isTerminal: Bool, isColoured: Bool) -> String {
    let stamp = record.time.iso8601
    let time = isTerminal ? String(stamp.dropFirst(11).prefix(8)) : stamp
    let mark = record.level >= .warn ? "\(record.level.rawValue): " : ""
    let facts = record.fields.map { " \($0.name)=\($0.value)" }.joined()
    let text = "\(time) [\(record.subsystem)] \(mark)\(record.message)\(facts)"
    guard isColoured, let colour = colour(of: record.level) else { return text }
    return "\u{1B}[\(colour)m\(text)\u{1B}[0m"
  }

  private static func colour(of level: LogLevel) -> Int? {
    switch level {
    case .silent, .info: nil
    case .fatal, .error: 31
    case .warn: 33
    case .debug, .trace: 2
    }
  }
}
