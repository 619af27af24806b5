import HTTPCodec
import Testing

@Suite("What a request asks of its connection") struct HTTPRequestTests {
  private func request(_ version: String, _ lines: String) throws -> HTTPRequest {
    try #require(transcript("POST / HTTP/\(version)\r\nHost: h\r\n\(lines)\r\n").requests.first)
  }

  @Test(
    "the connection persists as RFC 9112 §9.3 has it",
    arguments: [
      ("1.1", "", true), ("1.1", "Connection: close\r\n", false), ("1.1", "Connection: Foo, CLOSE\r\n", false),
      ("1.0", "", false), ("1.0", "Connection: Keep-Alive\r\n", true),
      ("1.0", "Connection: keep-alive\r\nConnection: close\r\n", false),
    ])
  func persistence(_ version: String, _ lines: String, _ keeps: Bool) throws {
    #expect(try request(version, lines).keepsConnection == keeps)
  }

  @Test(
    "100-continue is expected only with content to come, RFC 9110 §10.1.1",
    arguments: [
      ("1.1", "Expect: 100-Continue\r\nContent-Length: 1\r\n", true), ("1.1", "Expect: 100-continue\r\n", false),
      ("1.0", "Expect: 100-continue\r\nContent-Length: 1\r\n", false), ("1.1", "Content-Length: 1\r\n", false),
    ])
  func expectation(_ version: String, _ lines: String, _ expects: Bool) throws {
    #expect(try request(version, lines).expectsContinue == expects)
  }

  @Test(
    "WebSocket is asked for by Upgrade and Connection together",
    arguments: [
      ("Connection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n", true), ("Upgrade: websocket\r\n", false),
      ("Connection: upgrade\r\n", false), ("Connection: upgrade\r\nUpgrade: h2c\r\n", false),
    ])
  func upgrade(_ lines: String, _ asks: Bool) throws {
    #expect(try request("1.1", lines).asksForWebSocket == asks)
  }

  @Test("a request is written as it would be read") func written() throws {
    let target = try #require(RequestTarget("/a?b"))
    let request = HTTPRequest("GET", target, fields: ["Host": "h", "X-Y": "z"])
    var output: [UInt8] = []
    request.append(to: &output)
    #expect(String(decoding: output, as: UTF8.self) == "GET /a?b HTTP/1.1\r\nHost: h\r\nX-Y: z\r\n\r\n")
    #expect(transcript(String(decoding: output, as: UTF8.self)).requests == [request])
  }
}
