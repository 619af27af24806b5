import Foundation
import Glibc
import Platform
import TestSupport
import Testing

@testable import Gateway

@Suite("Files on their way", .timeLimit(.minutes(1))) struct FileSendingTests {
  private static let target = "/__openclaw__/canvas/big.bin"

  /// Lends a gateway whose canvas has one file of so many bytes.
  private func withFile(
    _ count: Int, _ change: @escaping (inout ServerSettings) -> Void = { _ in },
    _ body: @escaping @Sendable (TestGateway, String) throws -> Void
  ) async throws {
    try await withScratch { scratch in
      let text = String((0..<count).map { Character(UnicodeScalar(UInt8(65 + $0 % 26))) })
      try place(text, at: scratch.appending("canvas/big.bin"))
      let gateway = try await TestGateway(home: scratch) {
        $0.canvas = CanvasSettings(root: scratch.appending("canvas"), reloadsPages: false)
        change(&$0)
      }
      try await blocking { try body(gateway, text) }
      await gateway.stop()
    }
  }

  @Test("a file longer than any buffer comes whole, and no part of it is held in memory") func long() async throws {
    try await withFile(12_000_000) { (gateway, text) throws in
      #expect(try WirePeer.ask(port: gateway.port, Self.target).content == text)
    }
  }

  @Test("requests sent ahead are answered after the file, in their order") func pipelined() async throws {
    try await withFile(3_000_000) { (gateway, text) throws in
      let peer = try WirePeer(port: gateway.port)
      let file = "GET \(Self.target) HTTP/1.1\r\nHost: localhost\r\n\r\n"
      try peer.send(
        file + "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" + file
          + "GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
      let answers = try peer.readAll().components(separatedBy: "HTTP/1.1 ").dropFirst().map { "HTTP/1.1 \($0)" }
      #expect(answers.map { WireResponse($0).status } == [200, 200, 200, 404])
      #expect(answers.map { WireResponse($0).content } == [text, "ok\n", text, "Not Found\n"])
    }
  }

  @Test("a client that has said its last word still gets the file") func halfClosed() async throws {
    try await withFile(5_000_000) { (gateway, text) throws in
      let request = "GET \(Self.target) HTTP/1.1\r\nHost: localhost\r\n\r\n"
      #expect(WireResponse(try Self.answer(to: request, port: gateway.port)).content == text)
    }
  }

  /// What comes back for a request after which nothing more can be sent.
  private static func answer(to request: String, port: Int) throws -> String {
    let socket = FileHandle(
      fileDescriptor: Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0),
      closeOnDealloc: true)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let code = withUnsafeBytes(of: &address) { bytes in
      connect(
        socket.fileDescriptor, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
    }
    try #require(code == 0)
    try socket.write(contentsOf: Data(request.utf8))
    shutdown(socket.fileDescriptor, Int32(SHUT_WR))
    return String(decoding: try socket.readToEnd() ?? Data(), as: UTF8.self)
  }

  @Test("a client that takes nothing of it is cut off") func stalled() async throws {
    try await withFile(30_000_000, { $0.httpTimeouts.stall = .milliseconds(50) }) { (gateway, _) throws in
      let peer = try WirePeer(port: gateway.port)
      try peer.send("GET \(Self.target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
      let deadline = Date().addingTimeInterval(20)
      var connections = 1.0
      while connections > 0, Date() < deadline {
        let page = try WirePeer.ask(
          port: gateway.port, "/metrics", ["Authorization: Bearer \(TestGateway.token.revealed)"])
        connections = try #require(ParsedMetrics(page.content)["openclaw_connections"]) - 1
      }
      #expect(connections == 0)
    }
  }

  @Test("a file that is cut short while it is sent ends the connection early") func truncated() async throws {
    try await withScratch { scratch in
      let file = scratch.appending("canvas/big.bin")
      try place(String(repeating: "x", count: 30_000_000), at: file)
      let gateway = try await TestGateway(home: scratch) {
        $0.canvas = CanvasSettings(root: scratch.appending("canvas"), reloadsPages: false)
      }
      let port = gateway.port
      try await blocking {
        let peer = try WirePeer(port: port)
        try peer.send("GET \(Self.target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        _ = try peer.readHead()
        try FileHandle(forWritingTo: URL(filePath: file.string)).truncate(atOffset: 10)
        #expect(try peer.readAll().utf8.count < 30_000_000)
      }
      await gateway.stop()
    }
  }
}
