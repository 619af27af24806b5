import HTTPCodec
import Testing

@Suite("Field lines, RFC 9112 §5") struct FieldSectionTests {
  private func fields(_ lines: String) -> [HTTPSeen] { transcript("GET / HTTP/1.1\r\nHost: h\r\n\(lines)\r\n") }

  @Test("names are found whatever their case, and every value is kept in order") func values() {
    let found = fields("X-A: 1\r\nx-b:2\r\nx-a: 3 \r\n").requests.map(\.fields)
    #expect(found.map { $0.values(of: "X-a") } == [["1", "3"]])
    #expect(found.map { $0["x-A"] } == ["1, 3"])
    #expect(found.map { $0["X-B"] } == ["2"])
    #expect(found.map { $0["X-C"] } == [nil])
  }

  @Test(
    "white space around a value is not part of it",
    arguments: [("A: b", "b"), ("A:b", "b"), ("A:\t b \t", "b"), ("A: b c", "b c"), ("A:", ""), ("A:  ", "")])
  func whitespace(_ line: String, _ value: String) {
    #expect(fields(line + "\r\n").requests.map { $0.fields["a"] } == [value])
  }

  @Test("bytes above ASCII may stand in a value") func beyondASCII() {
    #expect(fields("A: grün\r\n").requests.map { $0.fields["a"] } == ["grün"])
  }

  @Test(
    "a malformed line is refused",
    arguments: [
      ("A : b\r\n", HTTPViolation.fieldName), ("A\t: b\r\n", .fieldName), ("A\r\n", .fieldName),
      (": b\r\n", .fieldName),
      ("A(: b\r\n", .fieldName), ("\u{E9}: b\r\n", .fieldName), ("A: b\r\n c\r\n", .foldedLine),
      ("A: b\r\n\tc\r\n", .foldedLine), ("A: b\u{0}\r\n", .fieldValue), ("A: b\u{1B}\r\n", .fieldValue),
      ("A: b\u{7F}\r\n", .fieldValue), ("A: b\n", .bareLineEnd), ("A: b\rc\r\n", .bareLineEnd),
      ("A: b\r\nC: d\n\r\n", .bareLineEnd),
    ])
  func malformed(_ lines: String, _ violation: HTTPViolation) {
    #expect(fields(lines) == [.refused(violation)])
  }

  @Test("white space before the first field line is refused") func leadingWhitespace() {
    #expect(transcript("GET / HTTP/1.1\r\n Host: h\r\n\r\n") == [.refused(.foldedLine)])
  }

  @Test(
    "Host is there exactly once and valid",
    arguments: [
      "", "Host: a\r\nHost: a\r\n", "Host: a b\r\n", "Host: a/b\r\n", "Host: u@a\r\n", "Host: a:x\r\n",
      "Host: [::1\r\n",
      "Host: [g]\r\n", "Host: a,b:1:2\r\n", "Host: a:123456\r\n",
    ])
  func badHost(_ lines: String) {
    #expect(transcript("GET / HTTP/1.1\r\n\(lines)\r\n") == [.refused(.host)])
  }

  @Test(
    "hosts in every form are taken",
    arguments: ["h", "h:80", "127.0.0.1:1", "[::1]", "[::ffff:1.2.3.4]:8", "a-b.c_d%20", "h:", ""])
  func goodHost(_ host: String) {
    #expect(transcript("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n").requests.map(\.authority) == [host])
  }

  @Test("HTTP/1.0 may leave Host out, but not repeat it") func oldHost() {
    #expect(transcript("GET / HTTP/1.0\r\n\r\n").requests.count == 1)
    #expect(transcript("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n") == [.refused(.host)])
  }

  @Test("the authority of an absolute target goes before Host") func absolute() {
    #expect(transcript("GET http://a/ HTTP/1.1\r\nHost: b\r\n\r\n").requests.map(\.authority) == ["a"])
  }
}
