import HTTPCodec
import Testing

@Suite("Request line, RFC 9112 §3") struct RequestLineTests {
  @Test("method, target and version are read") func simple() {
    let requests = transcript("DELETE /a%20b?c=d HTTP/1.1\r\nHost: h\r\n\r\n").requests
    #expect(requests.map(\.method) == ["DELETE"])
    #expect(requests.map(\.target.path) == ["/a%20b"])
    #expect(requests.map(\.target.query) == ["c=d"])
    #expect(requests.map(\.version) == [.http11])
  }

  @Test(
    "a malformed line is refused",
    arguments: [
      ("GET /\r\n", HTTPViolation.requestLine), ("GET\r\n", .requestLine), ("GET  / HTTP/1.1\r\n", .requestLine),
      ("GET / HTTP/1.1 \r\n", .requestLine), (" GET / HTTP/1.1\r\n", .requestLine),
      ("GET\t/\tHTTP/1.1\r\n", .requestLine),
      ("GET / http/1.1\r\n", .requestLine), ("GET / HTTP/1.10\r\n", .requestLine), ("GET / HTTP/11\r\n", .requestLine),
      ("GET / HTTP/1,1\r\n", .requestLine), ("GET / HTTP/x.1\r\n", .requestLine), ("G(T / HTTP/1.1\r\n", .method),
      ("G\u{E9}T / HTTP/1.1\r\n", .method), ("GET / HTTP/2.0\r\n", .version), ("GET / HTTP/0.9\r\n", .version),
      ("\r\n\r\nGET / HTTP/1.1\r\n", .requestLine), ("GET / HTTP/1.1\n", .bareLineEnd),
      ("GET /\r HTTP/1.1\r\n", .bareLineEnd),
      ("\nGET / HTTP/1.1\r\n", .bareLineEnd), ("GET / HTTP/1.1\r\r\n", .bareLineEnd),
    ])
  func malformed(_ text: String, _ violation: HTTPViolation) {
    #expect(transcript(text) == [.refused(violation)])
  }

  @Test("one empty line before it is ignored, after a request as before the first") func emptyLine() {
    let request = "\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n"
    #expect(transcript(request + request).requests.count == 2)
  }

  @Test("a higher minor version counts as 1.1") func higherMinor() {
    #expect(transcript("GET / HTTP/1.7\r\nHost: h\r\n\r\n").requests.map(\.version) == [.http11])
  }

  @Test("only what follows a refusal is ignored") func afterRefusal() {
    let good = "GET / HTTP/1.1\r\nHost: h\r\n\r\n"
    let seen = transcript(good + "bad\r\n" + good)
    #expect(seen.requests.count == 1)
    #expect(seen.refusal == .requestLine)
  }
}
