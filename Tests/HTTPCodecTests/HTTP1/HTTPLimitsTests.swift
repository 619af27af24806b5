import HTTPCodec
import Testing

@Suite("Limits of a message") struct HTTPLimitsTests {
  private let limits = {
    var limits = HTTPLimits()
    limits.startLine = 20
    limits.fieldLine = 10
    limits.fieldSection = 40
    limits.fieldCount = 3
    limits.content = 5
    return limits
  }()

  @Test("what just fits is taken") func fits() {
    let text = "PUT /678901 HTTP/1.1\r\nHost: 6789\r\nB: 4567890\r\nContent-Length:5\r\n\r\nhello"
    var wide = limits
    wide.fieldLine = 16
    wide.fieldSection = 12 + 12 + 18
    #expect(transcript(text, limits: wide).last == .end(trailers: [:]))
  }

  @Test(
    "one byte or field more is refused with its own status",
    arguments: [
      ("PUT /6789012 HTTP/1.1\r\n", HTTPViolation.startLineTooLong, HTTPStatus.uriTooLong),
      ("PUT / HTTP/1.1\r\nHost: 67890\r\n", .fieldsTooLarge, .requestHeaderFieldsTooLarge),
      (
        "PUT / HTTP/1.1\r\nHost: 6789\r\nB: 4567890\r\nC: 4567890\r\nD: 4\r\n", .fieldsTooLarge,
        .requestHeaderFieldsTooLarge
      ),
      ("PUT / HTTP/1.1\r\nHost: h\r\nB: 4\r\nC: 4\r\nD:\r\n", .fieldsTooLarge, .requestHeaderFieldsTooLarge),
    ])
  func exceeds(_ text: String, _ violation: HTTPViolation, _ status: HTTPStatus) {
    #expect(transcript(text, limits: limits) == [.refused(violation)])
    #expect(violation.status == status)
  }

  @Test("a line without end is refused at the first byte beyond the limit") func endless() {
    #expect(transcript(String(repeating: "a", count: 22), limits: limits) == [.refused(.startLineTooLong)])
    #expect(transcript(String(repeating: "a", count: 21), limits: limits) == [])
  }

  @Test("announced content beyond the limit is refused before it comes") func announced() {
    var wide = limits
    wide.fieldLine = 20
    #expect(
      transcript("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\n\r\n", limits: wide) == [.refused(.contentTooLarge)]
    )
  }
}
