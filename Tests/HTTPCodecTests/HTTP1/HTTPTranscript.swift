import HTTPCodec
import TestSupport
import Testing

/// What a parser said about its input, with the pieces of a content joined.
enum HTTPSeen: Equatable {
  case request(HTTPRequest)
  case response(HTTPResponse)
  case content(String)
  case end(trailers: HTTPFields)
  case refused(HTTPViolation)
}

extension [HTTPSeen] {
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    let text = String(decoding: bytes, as: UTF8.self)
    if case .content(let earlier) = last { self[count - 1] = .content(earlier + text) } else { append(.content(text)) }
  }

  var refusal: HTTPViolation? {
    if case .refused(let violation) = last { violation } else { nil }
  }

  var requests: [HTTPRequest] { compactMap { if case .request(let request) = $0 { request } else { nil } } }
}

/// The server's transcript of a text, demanded to be the same however the text is split.
func transcript(_ text: String, limits: HTTPLimits = HTTPLimits()) -> [HTTPSeen] {
  same(everySplit(of: text)) { pieces in
    var parser = HTTPRequestParser(limits: limits)
    var seen: [HTTPSeen] = []
    feed(pieces) { window in
      while true {
        switch parser.received(&window) {
        case .needsMore: return true
        case .head(let request): seen.append(.request(request))
        case .content(let bytes): seen.add(bytes)
        case .end(let trailers): seen.append(.end(trailers: trailers))
        case .refused(let violation): seen.append(.refused(violation))
        }
      }
    }
    return seen
  }
}

/// The client's transcript of a text, demanded to be the same however the text is split.
func transcript(answering method: String, _ text: String, thenClosed: Bool = false) -> [HTTPSeen] {
  same(everySplit(of: text)) { pieces in
    var parser = HTTPResponseParser(answering: method)
    var seen: [HTTPSeen] = []
    feed(pieces) { window in
      while case let event = parser.received(&window), seen.adds(event) {}
      return true
    }
    if thenClosed, let event = parser.peerClosed() { _ = seen.adds(event) }
    return seen
  }
}

extension [HTTPSeen] {
  /// Notes an event; false for `needsMore`.
  fileprivate mutating func adds(_ event: HTTPResponseParser.Event) -> Bool {
    switch event {
    case .needsMore: return false
    case .head(let response): append(.response(response))
    case .content(let bytes): add(bytes)
    case .end(let trailers): append(.end(trailers: trailers))
    case .refused(let violation): append(.refused(violation))
    }
    return true
  }
}

/// The one result that all splits have in common.
func same<Result: Equatable>(_ splits: [[[UInt8]]], _ run: ([[UInt8]]) -> Result) -> Result {
  let whole = run(splits[0])
  for split in splits.dropFirst() {
    let result = run(split)
    #expect(result == whole, "split into \(split.map(\.count))")
  }
  return whole
}
