import HTTPCodec
import Testing

@Suite("Request target, RFC 9112 §3.2") struct RequestTargetTests {
  @Test(
    "each form is read into path, query and authority",
    arguments: [
      ("GET", "/", RequestTarget.Form.origin, "/", nil, nil), ("GET", "/a/b?x=/?y", .origin, "/a/b", "x=/?y", nil),
      ("GET", "//a", .origin, "//a", nil, nil), ("GET", "/a?", .origin, "/a", "", nil),
      ("GET", "http://h:1/p?q", .absolute, "/p", "q", "h:1"), ("GET", "HTTPS://h", .absolute, "/", nil, "h"),
      ("GET", "http://h?q", .absolute, "/", "q", "h"), ("GET", "http://[::1]:80/", .absolute, "/", nil, "[::1]:80"),
      ("OPTIONS", "*", .asterisk, "", nil, nil), ("CONNECT", "h:443", .authority, "", nil, "h:443"),
    ] as [(String, String, RequestTarget.Form, String, String?, String?)])
  func forms(
    _ method: String, _ text: String, _ form: RequestTarget.Form, _ path: String, _ query: String?, _ authority: String?
  ) throws {
    let target = try #require(RequestTarget(text, method: method))
    #expect(target.form == form)
    #expect(target.path == path)
    #expect(target.query == query)
    #expect(target.authority == authority)
  }

  @Test(
    "anything else is refused",
    arguments: [
      ("GET", "*"), ("GET", "a"), ("GET", "h:80"), ("GET", "ftp://h/"), ("GET", "http:///p"), ("GET", "http://u@h/"),
      ("GET", "/#f"), ("GET", "/\u{7F}"), ("GET", "/é"), ("GET", "/a\"b"), ("GET", "/<"), ("CONNECT", "/"),
      ("CONNECT", "*"),
      ("GET", ""), ("GET", "/\u{0}"),
    ])
  func refused(_ method: String, _ text: String) {
    #expect(RequestTarget(text, method: method) == nil)
  }

  @Test("a request with a bad target is refused with 400") func status() {
    let seen = transcript("GET foo HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(seen == [.refused(.requestTarget)])
    #expect(seen.refusal?.status == .badRequest)
  }
}
