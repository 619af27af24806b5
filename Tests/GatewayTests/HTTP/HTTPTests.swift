import Foundation
import Platform
import Testing

@testable import Gateway

@Suite("HTTP on the gateway's port", .timeLimit(.minutes(1))) struct HTTPTests {
  @Test(
    "each request has its answer",
    arguments: [
      ("GET /healthz", "", 200, "ok\n"), ("GET /readyz", "", 200, "ok\n"), ("HEAD /readyz", "", 200, ""),
      ("GET /", "", 404, "Not Found\n"), ("GET /v1/models", "", 404, "Not Found\n"),
      ("POST /healthz", "Content-Length: 2\r\n", 405, "Method Not Allowed\n"),
      ("GET /healthz", "Host: evil.example\r\n", 403, "This host name is not allowed here\n"),
      (
        "GET /healthz", "Origin: https://evil.example\r\n", 403,
        "This origin is not allowed; see gateway.controlUi.allowedOrigins\n"
      ),
      ("GET /healthz", "Origin: http://localhost:3000\r\n", 200, "ok\n"),
      ("GET /healthz", "Connection: Upgrade\r\nUpgrade: h2c\r\n", 200, "ok\n"),
      ("GET /healthz?x=/readyz", "", 200, "ok\n"), ("GET /healthz/", "", 404, "Not Found\n"),
      ("GET /%68ealthz", "", 404, "Not Found\n"), ("GET //healthz", "", 404, "Not Found\n"),
    ])
  func answers(line: String, fields: String, status: Int, content: String) async throws {
    let gateway = try await TestGateway()
    let peer = try WirePeer(port: gateway.port)
    let host = fields.hasPrefix("Host") ? "" : "Host: 127.0.0.1:\(gateway.port)\r\n"
    try peer.send(
      "\(line) HTTP/1.1\r\n\(host)\(fields)Connection: close\r\n\r\n" + (line.hasPrefix("POST") ? "{}" : ""))
    let response = try peer.readAll()
    #expect(response.hasPrefix("HTTP/1.1 \(status) "), "\(response)")
    #expect(response.hasSuffix("\r\n\r\n" + content))
    await gateway.stop()
  }

  @Test("a connection serves request after request, sent ahead or not") func keepAlive() async throws {
    let gateway = try await TestGateway()
    let peer = try WirePeer(port: gateway.port)
    let request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    try peer.send(request + request)
    try peer.send("GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    #expect(try peer.readAll().components(separatedBy: "HTTP/1.1 200").count == 4)
    await gateway.stop()
  }

  @Test(
    "a bad upgrade is refused with what is missing",
    arguments: [
      ("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 8", "426"),
      ("dGhlIHNhbXBsZSBub25jZQ==", "short", "400"), ("Upgrade: websocket", "Upgrade: h2c", "426"),
      ("Host: localhost", "Host: evil.example", "403"),
      ("Host: localhost", "Host: localhost\r\nOrigin: https://evil.example", "403"),
      ("GET / ", "POST / ", "405"),
    ])
  func badUpgrade(part: String, replacement: String, status: String) async throws {
    let gateway = try await TestGateway()
    let peer = try WirePeer(port: gateway.port)
    try peer.send(WirePeer.upgradeRequest().replacing(part, with: replacement))
    #expect(try peer.readAll().hasPrefix("HTTP/1.1 \(status) "))
    await gateway.stop()
  }

  @Test("any path can be upgraded") func anyPath() async throws {
    let gateway = try await TestGateway()
    let peer = try WirePeer(port: gateway.port)
    try peer.send(WirePeer.upgradeRequest().replacing("GET / ", with: "GET /some/path?x=1 "))
    #expect(try peer.readHead().hasPrefix("HTTP/1.1 101 "))
    await gateway.stop()
  }

  @Test("what is not HTTP is told so and closed", arguments: ["SSH-2.0-x\r\n\r\n", "GET / HTTP/9.9\r\n\r\n"])
  func notHTTP(text: String) async throws {
    let gateway = try await TestGateway()
    let peer = try WirePeer(port: gateway.port)
    try peer.send(text)
    #expect(try peer.readAll().hasPrefix("HTTP/1.1 "))
    await gateway.stop()
  }

  @Test("a request that is sent too slowly is answered with 408") func slowFields() async throws {
    let gateway = try await TestGateway { $0.httpTimeouts.request = .milliseconds(30) }
    let peer = try WirePeer(port: gateway.port)
    try peer.send("GET /healthz HTTP/1.1\r\nHost: loc")
    #expect(try peer.readAll().hasPrefix("HTTP/1.1 408 "))
    await gateway.stop()
  }

  @Test("a connection that stays idle is closed without a word") func idle() async throws {
    let gateway = try await TestGateway {
      $0.httpTimeouts.request = .milliseconds(30)
      $0.httpTimeouts.idle = .milliseconds(30)
    }
    #expect(try WirePeer(port: gateway.port).readAll() == "")
    let peer = try WirePeer(port: gateway.port)
    try peer.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(try peer.readAll().hasSuffix("\r\n\r\nok\n"))
    await gateway.stop()
  }
}
