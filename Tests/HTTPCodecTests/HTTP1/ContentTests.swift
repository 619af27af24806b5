import HTTPCodec
import Testing

@Suite("Content and its framing, RFC 9112 §6") struct ContentTests {
  private func post(_ lines: String, _ content: String = "") -> [HTTPSeen] {
    transcript("POST / HTTP/1.1\r\nHost: h\r\n\(lines)\r\n\(content)")
  }

  @Test("without a framing field there is no content") func none() {
    #expect(post("").dropFirst() == [.end(trailers: [:])])
  }

  @Test("Content-Length counts the content", arguments: ["5", "05", "5, 5", "5,5"]) func counted(_ length: String) {
    #expect(post("Content-Length: \(length)\r\n", "hello").dropFirst() == [.content("hello"), .end(trailers: [:])])
  }

  @Test("a request whose content is missing does not end") func incomplete() {
    #expect(post("Content-Length: 5\r\n", "hell").dropFirst() == [.content("hell")])
  }

  @Test(
    "contradictory or unreadable framing is refused",
    arguments: [
      ("Content-Length: 1\r\nContent-Length: 2\r\n", HTTPViolation.contentLength),
      ("Content-Length: 1, 2\r\n", .contentLength),
      ("Content-Length: 1,\r\n", .contentLength), ("Content-Length:\r\n", .contentLength),
      ("Content-Length: -1\r\n", .contentLength), ("Content-Length: +1\r\n", .contentLength),
      ("Content-Length: 0x1\r\n", .contentLength), ("Content-Length: 1 1\r\n", .contentLength),
      ("Content-Length: 99999999999999999999\r\n", .contentLength),
      ("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", .conflictingFraming),
      ("Transfer-Encoding: gzip\r\n", .transferEncoding), ("Transfer-Encoding:\r\n", .transferEncoding),
      ("Transfer-Encoding: chunked, gzip\r\n", .transferEncoding),
      ("Transfer-Encoding: xchunked\r\n", .transferEncoding),
      ("Transfer-Encoding: chunked, chunked\r\n", .transferEncoding),
      ("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", .transferEncoding),
      ("Transfer-Encoding: chunked;q=1\r\n", .transferEncoding),
      ("Transfer-Encoding: gzip, chunked\r\n", .unknownTransferCoding),
    ])
  func conflicts(_ lines: String, _ violation: HTTPViolation) {
    #expect(post(lines) == [.refused(violation)])
  }

  @Test("a transfer coding in HTTP/1.0 is refused") func oldChunked() {
    #expect(transcript("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n") == [.refused(.conflictingFraming)])
  }

  @Test("an unknown coding is not implemented, other framing errors are bad requests") func statuses() {
    #expect(HTTPViolation.unknownTransferCoding.status == .notImplemented)
    #expect(HTTPViolation.conflictingFraming.status == .badRequest)
    #expect(HTTPViolation.contentTooLarge.status == .contentTooLarge)
  }

  @Test("requests sent ahead are read one after the other") func pipelined() {
    let one = "POST /1 HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab"
    let two = "POST /2 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nc\r\n0\r\n\r\n"
    let seen = transcript(one + two + one)
    #expect(seen.requests.map(\.target.path) == ["/1", "/2", "/1"])
    #expect(seen.filter { $0 == .end(trailers: [:]) }.count == 3)
  }
}
