/// The client's end of HTTP/1.1: bytes in, responses out.
///
/// RFC 9112.
///
/// It is told of each request before its response can come, since the method decides whether content follows. After
/// `.end` of a response 101 the rest of the window belongs to the new protocol.
package struct HTTPResponseParser: ~Copyable, Sendable {
  /// What was found.
  package enum Event {
    /// The window is empty; the response is not complete.
    case needsMore
    /// A response begins, informational ones (1xx) included: those have no content, and another response follows their
    /// end.
    case head(HTTPResponse)
    /// The next bytes of the content; they lie in the window.
    case content(UnsafeRawBufferPointer)
    /// The response is complete.
    case end(trailers: HTTPFields)
    /// The server broke the protocol; everything after it is ignored.
    case refused(HTTPViolation)
  }

  private enum State: Hashable, Sendable {
    case statusLine
    case fields(StatusLine)
    case content
    case refused
  }

  private let limits: HTTPLimits
  private var state = State.statusLine
  private var requestMethod: String
  private var lines = LineReader()
  private var section: FieldSectionReader
  private var content: ContentReader

  /// - Parameter method: of the request whose response is awaited.
  package init(answering method: String, limits: HTTPLimits = HTTPLimits()) {
    requestMethod = method
    self.limits = limits
    section = FieldSectionReader(limits: limits)
    content = ContentReader(limits: limits)
  }

  /// Says which request the next response answers.
  ///
  /// To be called after `.end` and before more bytes are handed in.
  package mutating func sent(_ method: String) { requestMethod = method }

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

  /// The server has closed the connection: the end of content without a length, else a response cut short.
  ///
  /// Nil between responses: RFC 9112 §8.
  package mutating func peerClosed() -> Event? {
    defer { state = .refused }
    switch state {
    case .content where content.mayEndHere: return .end(trailers: HTTPFields())
    case .content, .fields: return .refused(.truncated)
    case .statusLine: return lines.isInsideLine ? .refused(.truncated) : nil
    case .refused: return nil
    }
  }

  private mutating func step(_ window: inout ByteWindow) throws(HTTPViolation) -> Event {
    while true {
      switch state {
      case .statusLine:
        guard let line = try lines.next(&window, limit: limits.startLine, tooLong: .startLineTooLong) else {
          return .needsMore
        }
        state = .fields(try StatusLine(line))
      case .fields(let line):
        guard let fields = try section.next(&window) else { return .needsMore }
        return .head(try response(line, fields))
      case .content: return try readContent(&window)
      case .refused:
        window.takeAll()
        return .needsMore
      }
    }
  }

  private mutating func response(_ line: StatusLine, _ fields: HTTPFields) throws(HTTPViolation) -> HTTPResponse {
    let isBare = line.status.excludesContent || requestMethod == "HEAD"
    let framing = isBare ? .length(0) : try ContentFraming.announced(in: fields, line.version) ?? .untilClose
    try content.begin(framing)
    state = .content
    return HTTPResponse(line.status, version: line.version, fields: fields)
  }

  private mutating func readContent(_ window: inout ByteWindow) throws(HTTPViolation) -> Event {
    switch try content.next(&window) {
    case .needsMore: return .needsMore
    case .content(let bytes): return .content(bytes)
    case .end(let trailers):
      state = .statusLine
      return .end(trailers: trailers)
    }
  }
}
