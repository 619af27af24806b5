import Configuration
import Glibc
import JSON
import Platform

/// Standard output, for people at a terminal and for supervisors that keep it.
struct ConsoleLog: LogSink {
  private let isTerminal: Bool
  private let isColoured: Bool
  private var style: LoggingConfiguration.ConsoleStyle?
  private var output: UnhurriedOutput

  init(isColoured: Bool, descriptor: Int32 = STDOUT_FILENO) {
    isTerminal = isatty(descriptor) == 1
    self.isColoured = isColoured
    output = UnhurriedOutput(descriptor)
  }

  mutating func adopt(_ style: LoggingConfiguration.ConsoleStyle?) { self.style = style }

  mutating func write(_ record: LogRecord) {
    let (style, isColoured) = (style ?? (isTerminal ? .pretty : .compact), isColoured)
    let line = { (record: LogRecord) in
      Array((Self.line(record, style: style, isColoured: isColoured) + "\n").utf8)
    }
    output.write(line(record)) { line(.droppedLines($0, at: record.time)) }
  }

  /// A line for people: the time of day when it is to be pretty, the whole time stamp when it is compact.
  ///
  /// Or JSON.
  static func line(_ record: LogRecord, style: LoggingConfiguration.ConsoleStyle, isColoured: Bool) -> String {
    if style == .json { return json(record).text() }
    let stamp = record.time.iso8601
    let time = style == .pretty ? String(stamp.dropFirst(11).prefix(8)) : stamp
    let mark = record.level >= .warn ? "\(record.level.rawValue): " : ""
    let facts = record.fields.map { " \($0.name)=\($0.value)" }.joined()
    let text = "\(time) [\(record.subsystem)] \(mark)\(record.message)\(facts)"
    guard isColoured, let colour = colour(of: record.level) else { return text }
    return "\u{1B}[\(colour)m\(text)\u{1B}[0m"
  }

  private static func json(_ record: LogRecord) -> JSONValue {
    var object: JSONObject = [
      "time": .string(record.time.iso8601), "level": .string(record.level.rawValue),
      "subsystem": .string(record.subsystem), "message": .string(record.message),
    ]
    for field in record.fields where object[field.name] == nil { object[field.name] = .string(field.value) }
    return .object(object)
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
