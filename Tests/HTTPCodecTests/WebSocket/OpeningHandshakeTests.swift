import HTTPCodec
import Testing

@Suite("Opening handshake, RFC 6455 §4") struct OpeningHandshakeTests {
  private static let good = [
    "Host: h", "Upgrade: websocket", "Connection: keep-alive, Upgrade", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version: 13",
  ]

  private func outcome(_ line: String, _ fields: [String]) throws -> ServerHandshake.Outcome {
    let text = ([line] + fields + ["", ""]).joined(separator: "\r\n")
    return ServerHandshake.check(try #require(transcript(text).requests.first))
  }

  @Test("the example of §1.3 is accepted") func accepted() throws {
    guard case .accept(let response) = try outcome("GET /chat HTTP/1.1", Self.good) else {
      Issue.record("refused")
      return
    }
    #expect(response.status == .switchingProtocols)
    #expect(response.fields["Sec-WebSocket-Accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    #expect(response.fields["Upgrade"] == "websocket")
    #expect(response.fields["Connection"] == "Upgrade")
  }

  @Test("names of protocols are compared without case") func ignoresCase() throws {
    let fields = Self.good.map {
      $0.hasPrefix("Upgrade") ? "UPGRADE: WebSocket" : $0.hasPrefix("Conn") ? "connection: UPGRADE" : $0
    }
    #expect(try outcome("GET / HTTP/1.1", fields).status == .switchingProtocols)
  }

  @Test(
    "a method or version of another kind is refused",
    arguments: [("POST / HTTP/1.1", HTTPStatus.methodNotAllowed), ("GET / HTTP/1.0", .badRequest)])
  func line(_ line: String, _ status: HTTPStatus) throws {
    #expect(try outcome(line, Self.good).status == status)
  }

  @Test(
    "each missing or wrong field is refused",
    arguments: [
      ("Upgrade", nil, HTTPStatus.upgradeRequired), ("Upgrade", "h2c", .upgradeRequired),
      ("Connection", nil, .badRequest),
      ("Connection", "keep-alive", .badRequest), ("Sec-WebSocket-Key", nil, .badRequest),
      ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ", .badRequest), ("Sec-WebSocket-Key", "c2hvcnQ=", .badRequest),
      ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", .badRequest),
      ("Sec-WebSocket-Version", nil, .upgradeRequired), ("Sec-WebSocket-Version", "8", .upgradeRequired),
      ("Sec-WebSocket-Version", "13, 8", .upgradeRequired),
    ] as [(String, String?, HTTPStatus)])
  func field(_ name: String, _ value: String?, _ status: HTTPStatus) throws {
    let fields = Self.good.filter { !$0.hasPrefix(name + ":") } + (value.map { ["\(name): \($0)"] } ?? [])
    #expect(try outcome("GET / HTTP/1.1", fields).status == status)
  }

  @Test("the supported version is named when another is asked for") func version() throws {
    let fields = Self.good.dropLast() + ["Sec-WebSocket-Version: 25"]
    guard case .refuse(let response, _) = try outcome("GET / HTTP/1.1", Array(fields)) else {
      Issue.record("accepted")
      return
    }
    #expect(response.fields["Sec-WebSocket-Version"] == "13")
  }

  @Test("a request with content is refused") func content() throws {
    let seen = try outcome("GET / HTTP/1.1", Self.good + ["Content-Length: 1"])
    #expect(seen.status == .badRequest)
  }
}

extension ServerHandshake.Outcome {
  fileprivate var status: HTTPStatus {
    switch self {
    case .accept(let response), .refuse(let response, _): response.status
    }
  }
}
