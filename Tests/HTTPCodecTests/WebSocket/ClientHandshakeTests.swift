import HTTPCodec
import Testing

@Suite("Opening handshake of a client, RFC 6455 §4.1") struct ClientHandshakeTests {
  private let handshake = ClientHandshake(nonce: Array("the sample nonce".utf8))
  private let good: HTTPFields = [
    "Upgrade": "WebSocket", "Connection": "upgrade", "Sec-WebSocket-Accept": "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
  ]

  @Test("our server accepts our client, and our client that answer") func agreement() throws {
    let request = handshake.request(try #require(RequestTarget("/")), authority: "h:1", fields: ["User-Agent": "t"])
    #expect(request.fields["Sec-WebSocket-Key"] == "dGhlIHNhbXBsZSBub25jZQ==")
    #expect(request.fields["User-Agent"] == "t")
    guard case .accept(let response) = ServerHandshake.check(request) else {
      Issue.record("refused")
      return
    }
    try handshake.check(response)
  }

  @Test("a response is compared without case where the RFC says so") func ignoresCase() throws {
    try handshake.check(HTTPResponse(.switchingProtocols, fields: good))
  }

  @Test(
    "a response that proves nothing is refused",
    arguments: [
      ("Upgrade", "h2c", ClientHandshake.Refusal.upgrade), ("Upgrade", nil, .upgrade),
      ("Connection", "close", .connection),
      ("Connection", nil, .connection), ("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOO=", .accept),
      ("Sec-WebSocket-Accept", nil, .accept), ("Sec-WebSocket-Extensions", "permessage-deflate", .extension),
      ("Sec-WebSocket-Protocol", "chat", .subprotocol),
    ] as [(String, String?, ClientHandshake.Refusal)])
  func refused(_ name: String, _ value: String?, _ refusal: ClientHandshake.Refusal) {
    var fields = HTTPFields()
    for field in good where field.name != name { fields.append(field.name, field.value) }
    if let value { fields.append(name, value) }
    #expect(throws: refusal) { try handshake.check(HTTPResponse(.switchingProtocols, fields: fields)) }
  }

  @Test("another status is reported as it is") func status() {
    #expect(throws: ClientHandshake.Refusal.status(.forbidden)) { try handshake.check(HTTPResponse(.forbidden)) }
  }
}
