import HTTPCodec
import Testing

@Suite("Reading responses, RFC 9112 §4 and §6.3") struct HTTPResponseParserTests {
  @Test("status, fields and counted content are read") func counted() {
    #expect(
      transcript(answering: "GET", "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno") == [
        .response(HTTPResponse(.notFound, fields: ["Content-Length": "2"])), .content("no"), .end(trailers: [:]),
      ])
  }

  @Test("chunked content is joined") func chunked() {
    let seen = transcript(
      answering: "GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n1\r\nb\r\n0\r\n\r\n")
    #expect(seen.dropFirst() == [.content("ab"), .end(trailers: [:])])
  }

  @Test("content without a length lasts until the server closes") func untilClose() {
    let seen = transcript(answering: "GET", "HTTP/1.0 200 OK\r\n\r\nabc", thenClosed: true)
    #expect(seen.dropFirst() == [.content("abc"), .end(trailers: [:])])
  }

  @Test(
    "some responses have no content whatever their fields say",
    arguments: [("HEAD", "200 OK"), ("GET", "204 No Content"), ("GET", "304 Not Modified"), ("GET", "101 Switching")])
  func bare(_ method: String, _ status: String) {
    let seen = transcript(answering: method, "HTTP/1.1 \(status)\r\nContent-Length: 5\r\n\r\n")
    #expect(seen.dropFirst() == [.end(trailers: [:])])
  }

  @Test("an informational response precedes the final one") func informational() {
    let seen = transcript(
      answering: "POST", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    #expect(seen.filter { if case .response = $0 { true } else { false } }.count == 2)
    #expect(seen.last == .end(trailers: [:]))
  }

  @Test("the reason may be missing, with its space or without", arguments: ["HTTP/1.1 200", "HTTP/1.1 200 "])
  func noReason(_ line: String) {
    #expect(transcript(answering: "HEAD", line + "\r\n\r\n").last == .end(trailers: [:]))
  }

  @Test(
    "a malformed status line is refused",
    arguments: [
      ("HTTP/1.1\r\n", HTTPViolation.statusLine), ("HTTP/1.1 20 OK\r\n", .statusLine),
      ("HTTP/1.1 2000 OK\r\n", .statusLine),
      ("HTTP/1.1 099 OK\r\n", .statusLine), ("HTTP/1.1  200 OK\r\n", .statusLine), ("http/1.1 200 OK\r\n", .statusLine),
      ("HTTP/1.1 200 O\u{0}K\r\n", .statusLine), ("HTTP/2.0 200 OK\r\n", .version), ("HTTP/1.1 200 OK\n", .bareLineEnd),
      ("SSH-2.0-OpenSSH_9.2\r\n", .statusLine),
    ])
  func malformed(_ text: String, _ violation: HTTPViolation) {
    #expect(transcript(answering: "GET", text) == [.refused(violation)])
  }

  @Test(
    "a response cut short is noticed",
    arguments: [
      "HT", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n",
    ])
  func truncated(_ text: String) {
    #expect(transcript(answering: "GET", text, thenClosed: true).refusal == .truncated)
  }

  @Test("a close between responses is no error") func orderlyClose() {
    let seen = transcript(answering: "GET", "HTTP/1.1 204 No Content\r\n\r\n", thenClosed: true)
    #expect(seen.last == .end(trailers: [:]))
  }
}
