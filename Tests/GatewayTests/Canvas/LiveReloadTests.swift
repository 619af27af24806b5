import Foundation
import JSON
import Platform
import TestSupport
import Testing

@testable import Gateway

@Suite("Pages that reload", .timeLimit(.minutes(1))) struct LiveReloadTests {
  /// Lends a gateway, the port that serves nothing but its canvas, and the directory that it serves.
  private func withCanvas(
    _ body: @escaping @Sendable (TestGateway, _ canvasPort: Int, AbsolutePath) throws -> Void
  ) async throws {
    try await withScratch { scratch in
      let root = scratch.appending("canvas")
      try CanvasHost.prepare(root)
      let gateway = try await TestGateway(home: scratch) { $0.canvas = CanvasSettings(root: root, reloadsPages: true) }
      let port = try await gateway.openCanvas()
      try await blocking { try body(gateway, port, root) }
      await gateway.stop()
    }
  }

  private static func reloading(_ port: Int) throws -> WirePeer {
    let peer = try WirePeer(port: port)
    try peer.send(WirePeer.upgradeRequest().replacing("GET / ", with: "GET /__openclaw__/ws "))
    let head = try peer.readHead()
    try #require(head.hasPrefix("HTTP/1.1 101 "), "\(head)")
    return peer
  }

  @Test("a page is told when a file is written, in a new directory too, and not of hidden ones") func told()
    async throws
  {
    try await withCanvas { (gateway, port, root) throws in
      for peer in [try Self.reloading(gateway.port), try Self.reloading(port)] {
        try place("swap", at: root.appending(".index.html.swp"))
        try place("1", at: root.appending("index.html"))
        #expect(try peer.nextText() == "reload")
      }
      let peer = try Self.reloading(port)
      try place("2", at: root.appending("new/deep/file.txt"))
      #expect(try peer.nextText() == "reload")
      try place("3", at: root.appending("new/deep/file.txt"))
      #expect(try peer.nextText() == "reload")
    }
  }

  @Test("the directory may be made anew, as build tools do") func remade() async throws {
    try await withCanvas { (_, port, root) throws in
      let peer = try Self.reloading(port)
      try Files.removeTree(root)
      #expect(try peer.nextText() == "reload")
      try place("anew", at: root.appending("index.html"))
      #expect(try peer.nextText() == "reload")
      try place("again", at: root.appending("index.html"))
      #expect(try peer.nextText() == "reload")
    }
  }

  @Test("a page is given the script before its last </body>, and nothing else is") func script() async throws {
    try await withCanvas { (_, port, root) throws in
      try place("<body>\u{e9}</BODY ></html>", at: root.appending("a.html"))
      try place("no end", at: root.appending("b.htm"))
      try place("<body></body>", at: root.appending("c.txt"))
      let page = { (name: String) in try WirePeer.ask(port: port, "/__openclaw__/canvas/\(name)").content }
      #expect(try page("a.html") == "<body>\u{e9}" + CanvasPages.script + "</BODY ></html>")
      #expect(try page("b.htm") == "no end" + CanvasPages.script)
      #expect(try page("c.txt") == "<body></body>")
      let long = String(repeating: "x", count: 200_000)
      try place("\(long)<body>y</body>", at: root.appending("long.html"))
      #expect(try page("long.html") == "\(long)<body>y\(CanvasPages.script)</body>")
      let part = try WirePeer.ask(
        port: port, "/__openclaw__/canvas/long.html", ["Range: bytes=199999-200010"])
      #expect(part.status == 206 && part.content == "x<body>y<scr")
    }
  }

  @Test("the canvas's port serves the canvas alone") func ownPort() async throws {
    try await withCanvas { (_, port, _) throws in
      #expect(try WirePeer.ask(port: port, "/__openclaw__/canvas/").content.contains("<h1>Canvas</h1>"))
      #expect(try WirePeer.ask(port: port, "/").fields["location"] == "/__openclaw__/canvas/")
      #expect(try WirePeer.ask(port: port, "/healthz").status == 200)
      #expect(try WirePeer.ask(port: port, "/metrics").status == 404)
      #expect(try WirePeer.ask(port: port, "/__openclaw__/canvas/", host: "evil.example").status == 403)
      let peer = try WirePeer(port: port)
      try peer.send(WirePeer.upgradeRequest())
      #expect(try peer.readAll().hasPrefix("HTTP/1.1 404 "))
    }
  }

  @Test("without an upgrade the socket's path says what it wants; a foreign page gets none") func plain() async throws {
    try await withCanvas { (gateway, _, _) throws in
      let response = try WirePeer.ask(port: gateway.port, "/__openclaw__/ws")
      #expect(response.status == 426 && response.fields["upgrade"] == "websocket")
      let peer = try WirePeer(port: gateway.port)
      try peer.send(
        WirePeer.upgradeRequest("Origin: https://evil.example\r\n").replacing("GET / ", with: "GET /__openclaw__/ws "))
      #expect(try peer.readAll().hasPrefix("HTTP/1.1 403 "))
    }
  }

  @Test("what a page says is ignored, and it takes no part in the protocol") func silent() async throws {
    try await withCanvas { (_, port, root) throws in
      let peer = try Self.reloading(port)
      try peer.sendText(ConnectRequest.text())
      try place("1", at: root.appending("x"))
      #expect(try peer.nextText() == "reload")
    }
  }

  @Test(
    "a client learns where the canvas is by the name it asked for",
    arguments: [
      ("Host: localhost:99", "", "http://localhost:PORT"), ("Host: [::1]", "", "http://[::1]:PORT"),
      ("Host: localhost", "X-Forwarded-Proto: https\r\n", "https://localhost"),
    ])
  func address(host: String, fields: String, url: String) async throws {
    try await withCanvas { (gateway, port, _) throws in
      let peer = try WirePeer(port: gateway.port)
      try peer.send(WirePeer.upgradeRequest(fields).replacing("Host: localhost", with: host))
      _ = try peer.readHead()
      _ = try peer.next()
      try peer.sendText(ConnectRequest.text())
      let hello = try peer.next().payload
      #expect(hello?["canvasHostUrl"]?.stringValue == url.replacing("PORT", with: String(port)))
    }
  }

  @Test("what is there stays as it is when a gateway starts") func prepared() throws {
    try withScratch { scratch in
      let root = scratch.appending("a/b/canvas")
      try CanvasHost.prepare(root)
      #expect(try Files.status(root)?.mode == 0o700)
      #expect(try Files.status(root.appending("index.html"))?.mode == 0o600)
      try place("mine", at: root.appending("index.html"))
      try CanvasHost.prepare(root)
      #expect(try Files.read(root.appending("index.html")) == Array("mine".utf8))
    }
  }
}
