import Foundation
import Platform
import TestSupport
import Testing

@testable import Gateway

@Suite("Limits of the HTTP side", .timeLimit(.minutes(1))) struct HTTPLimitTests {
  @Test(
    "what is beyond a limit is refused with its status, and the connection ends",
    arguments: [
      ("GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\n", 414),
      ("GET / HTTP/1.1\r\nHost: localhost\r\nA: \(String(repeating: "a", count: 9000))\r\n", 431),
      ("GET / HTTP/1.1\r\nHost: localhost\r\n" + String(repeating: "A: b\r\n", count: 101), 431),
      (
        "GET / HTTP/1.1\r\nHost: localhost\r\n"
          + String(repeating: "A: \(String(repeating: "b", count: 4000))\r\n", count: 9),
        431
      ),
      ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1048577\r\n\r\n", 413),
      ("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n", 413),
      ("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501),
      ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
      ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400), ("GET / HTTP/1.1\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400), ("GET / HTTP/1.1\nHost: localhost\n\n", 400),
      ("GET / HTTP/2.0\r\n", 505),
    ])
  func refused(text: String, status: Int) async throws {
    try await withGateway { (gateway, _) throws in
      let peer = try WirePeer(port: gateway.port)
      try peer.send(text)
      let response = WireResponse(try peer.readAll())
      #expect(response.status == status)
      #expect(response.fields["connection"] == "close" && response.fields["date"] != nil)
    }
  }

  @Test("nothing behind a refused request is taken for another one") func smuggled() async throws {
    try await withGateway { (gateway, _) throws in
      let peer = try WirePeer(port: gateway.port)
      try peer.send(
        "POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "0\r\n\r\nGET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n")
      #expect(try peer.readAll().components(separatedBy: "HTTP/1.1 ").count == 2)
    }
  }

  @Test("content that trickles in has no more time than the fields had") func slowContent() async throws {
    try await withGateway({ $0.httpTimeouts.request = .milliseconds(50) }) { (gateway, _) throws in
      let peer = try WirePeer(port: gateway.port)
      try peer.send("POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc")
      #expect(WireResponse(try peer.readAll()).status == 408)
    }
  }

  @Test("content that nobody takes is read past, and the next request is answered") func unwantedContent() async throws
  {
    try await withGateway { (gateway, _) throws in
      let peer = try WirePeer(port: gateway.port)
      try peer.send(
        "GET /healthz HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nA: b\r\n\r\n"
          + "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
      #expect(try peer.readAll().components(separatedBy: "HTTP/1.1 200 OK").count == 3)
    }
  }

  @Test("who asks for leave to send content is answered at once instead") func expectation() async throws {
    try await withGateway { (gateway, _) throws in
      let peer = try WirePeer(port: gateway.port)
      try peer.send("POST /healthz HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n")
      let response = WireResponse(try peer.readAll())
      #expect(response.status == 405 && response.fields["connection"] == "close")
    }
  }

  @Test("HTTP/1.0 is answered and closed, or kept when it asks for that", arguments: [false, true])
  func old(keeps: Bool) async throws {
    try await withGateway({ $0.httpTimeouts.idle = .milliseconds(50) }) { (gateway, _) throws in
      let peer = try WirePeer(port: gateway.port)
      try peer.send("GET /healthz HTTP/1.0\r\n\(keeps ? "Connection: keep-alive\r\n" : "")\r\n")
      let response = WireResponse(try peer.readAll())
      #expect(response.status == 200 && response.fields["connection"] == (keeps ? "keep-alive" : "close"))
    }
  }

  @Test("the authority of an absolute target counts, not Host") func absolute() async throws {
    try await withGateway { (gateway, _) throws in
      #expect(try WirePeer.ask(port: gateway.port, "http://localhost/healthz").status == 200)
      #expect(try WirePeer.ask(port: gateway.port, "http://evil.example/healthz").status == 403)
    }
  }

  @Test("OPTIONS of the whole server says what there is") func options() async throws {
    try await withGateway { (gateway, _) throws in
      let response = try WirePeer.ask(port: gateway.port, "*", method: "OPTIONS")
      #expect(response.status == 204 && response.fields["allow"] == "GET, HEAD, OPTIONS")
      #expect(response.fields["content-length"] == nil)
    }
  }
}
