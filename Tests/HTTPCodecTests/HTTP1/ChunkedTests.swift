import HTTPCodec
import Testing

@Suite("Chunked content, RFC 9112 §7.1") struct ChunkedTests {
  private func post(_ content: String, limits: HTTPLimits = HTTPLimits()) -> [HTTPSeen] {
    Array(
      transcript("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n\(content)", limits: limits)
        .dropFirst())
  }

  @Test(
    "chunks are joined",
    arguments: [
      ("0\r\n\r\n", [HTTPSeen.end(trailers: [:])]),
      ("5\r\nhello\r\n0\r\n\r\n", [.content("hello"), .end(trailers: [:])]),
      ("1\r\na\r\n2\r\nbc\r\n000\r\n\r\n", [.content("abc"), .end(trailers: [:])]),
      ("a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n", [.content("01234567890123456789"), .end(trailers: [:])]),
      ("2\r\n\r\n\r\n0\r\n\r\n", [.content("\r\n"), .end(trailers: [:])]),
    ])
  func joined(_ content: String, _ expected: [HTTPSeen]) {
    #expect(post(content) == expected)
  }

  @Test("extensions are read past", arguments: ["1;a\r\n", "1;a=b\r\n", "1 ; a=\"b c\"\r\n", "1;\r\n", "0001;x;y\r\n"])
  func extensions(_ line: String) {
    #expect(post(line + "z\r\n0;last\r\n\r\n") == [.content("z"), .end(trailers: [:])])
  }

  @Test("trailer fields are kept apart") func trailers() {
    #expect(post("0\r\nA: b\r\nHost: evil\r\n\r\n") == [.end(trailers: ["A": "b", "Host": "evil"])])
  }

  @Test(
    "what does not follow the grammar is refused",
    arguments: [
      ("\r\n", HTTPViolation.chunk), ("g\r\n", .chunk), ("-1\r\n", .chunk), ("+1\r\n", .chunk), ("0x1\r\n", .chunk),
      (" 1\r\n", .chunk), ("1 \r\n", .chunk), ("1 2\r\n", .chunk), ("ffffffffffffffff\r\n", .chunk),
      ("1;\u{1}\r\n", .chunk),
      ("1\n", .bareLineEnd), ("1\r;\r\n", .bareLineEnd),
    ])
  func malformedSize(_ line: String, _ violation: HTTPViolation) {
    #expect(post(line) == [.refused(violation)])
  }

  @Test("data longer than its size is refused") func overlong() {
    #expect(post("1\r\nab\r\n0\r\n\r\n") == [.content("a"), .refused(.chunk)])
    #expect(post("1\r\na\n0\r\n\r\n") == [.content("a"), .refused(.bareLineEnd)])
  }

  @Test("a malformed trailer is refused") func malformedTrailer() {
    #expect(post("0\r\nA : b\r\n\r\n") == [.refused(.fieldName)])
  }

  @Test("the chunks together may not exceed the limit") func tooLarge() {
    var limits = HTTPLimits()
    limits.content = 4
    #expect(post("3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n", limits: limits) == [.content("abcd"), .end(trailers: [:])])
    #expect(post("3\r\nabc\r\n2\r\n", limits: limits) == [.content("abc"), .refused(.contentTooLarge)])
  }

  @Test("neither may all the extensions") func tooManyExtensions() {
    var limits = HTTPLimits()
    limits.chunkExtensions = 4
    #expect(post("1;abc\r\nx\r\n0\r\n\r\n", limits: limits).last == .end(trailers: [:]))
    #expect(post("1;abc\r\nx\r\n1;aaaaaaaaaaaaaaaaaaa\r\n", limits: limits).last == .refused(.chunk))
  }
}
