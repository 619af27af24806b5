/// The server's end of HTTP/1.1: bytes in, requests out.
///
/// RFC 9112.
///
/// It answers one event at a time and keeps nothing of a request that it has handed on, so that requests sent ahead
/// (pipelined) wait in the caller's window or in the socket. After `.end` of an accepted upgrade the rest of the window
/// belongs to the new protocol.
package struct HTTPRequestParser: ~Copyable, Sendable {
  /// What was found.
  package enum Event {
    /// The window is empty; the request is not complete.
    case needsMore
    /// A request begins. Its content follows, if it has any, then `.end`.
    case head(HTTPRequest)
    /// The next bytes of the content; they lie in the window.
    case content(UnsafeRawBufferPointer)
    /// The request is complete. Trailer fields are kept apart from its other fields: RFC 9110 §6.5.1.
    case end(trailers: HTTPFields)
    /// The request is refused, and everything after it is ignored: answer with the violation's status and close.
    case refused(HTTPViolation)
  }

  private enum State: Hashable, Sendable {
    case requestLine
    case fields(RequestLine)
    case content
    case refused
  }

  private let limits: HTTPLimits
  private var state = State.requestLine
  private var lines = LineReader()
  private var section: FieldSectionReader
  private var content: ContentReader
  private var skippedEmptyLine = false

  /// A parser at the start of a connection.
  package init(limits: HTTPLimits = HTTPLimits()) {
    self.limits = limits
    section = FieldSectionReader(limits: limits)
    content = ContentReader(limits: limits)
  }

  /// Whether no request has begun, so that the connection may be closed without losing one.
  package var isBetweenRequests: Bool { state == .requestLine && !lines.isInsideLine }

  /// Takes from the front of the window up to the next event.
  ///
  /// To be called until it answers `needsMore` or `refused`.
  package mutating func received(_ window: inout ByteWindow) -> Event {
    do throws(HTTPViolation) {
      return try step(&window)
    } catch {
      state = .refused
      window.takeAll()
      return .refused(error)
    }
  }

  private mutating func step(_ window: inout ByteWindow) throws(HTTPViolation) -> Event {
    while true {
      switch state {
      case .requestLine:
        guard let line = try lines.next(&window, limit: limits.startLine, tooLong: .startLineTooLong) else {
          return .needsMore
        }
        try begin(line)
      case .fields(let line):
        guard let fields = try section.next(&window) else { return .needsMore }
        return .head(try request(line, fields))
      case .content: return try readContent(&window)
      case .refused:
        window.takeAll()
        return .needsMore
      }
    }
  }

  /// §2.2: one empty line before the request line is ignored.
  private mutating func begin(_ line: UnsafeRawBufferPointer) throws(HTTPViolation) {
    if line.isEmpty, !skippedEmptyLine {
      skippedEmptyLine = true
    } else {
      state = .fields(try RequestLine(line))
    }
  }

  private mutating func request(_ line: RequestLine, _ fields: HTTPFields) throws(HTTPViolation) -> HTTPRequest {
    try checkHost(line, fields)
    let framing = try ContentFraming.announced(in: fields, line.version) ?? .length(0)
    try content.begin(framing)
    state = .content
    return HTTPRequest(line.method, line.target, version: line.version, fields: fields, framing: framing)
  }

  /// §3.2: exactly one valid Host field, which only HTTP/1.0 may leave out.
  private func checkHost(_ line: RequestLine, _ fields: HTTPFields) throws(HTTPViolation) {
    let hosts = fields.values(of: "Host")
    guard hosts.count == 1 || hosts.isEmpty && line.version == .http10 else { throw .host }
    guard hosts.allSatisfy(Authority.isValid) else { throw .host }
  }

  private mutating func readContent(_ window: inout ByteWindow) throws(HTTPViolation) -> Event {
    switch try content.next(&window) {
    case .needsMore: return .needsMore
    case .content(let bytes): return .content(bytes)
    case .end(let trailers):
      (state, skippedEmptyLine) = (.requestLine, false)
      return .end(trailers: trailers)
    }
  }
}
