import Foundation
import Glibc
import Platform
import TestSupport
import Testing

@testable import Gateway

@Suite("Canvas files", .timeLimit(.minutes(1))) struct CanvasTests {
  private static let base = "/__openclaw__/canvas"

  /// Lends a gateway and the directory that its canvas serves.
  private func withCanvas(
    reloadsPages: Bool = false, _ body: @escaping @Sendable (TestGateway, AbsolutePath) throws -> Void
  ) async throws {
    try await withScratch { scratch in
      let root = scratch.appending("canvas")
      try placeDirectory(root)
      let gateway = try await TestGateway(home: scratch) {
        $0.canvas = CanvasSettings(root: root, reloadsPages: reloadsPages)
      }
      try await blocking { try body(gateway, root) }
      await gateway.stop()
    }
  }

  @Test("a file is served with its type, length, date and tag") func file() async throws {
    try await withCanvas { gateway, root in
      try place("body {}", at: root.appending("a/style.css"))
      let response = try WirePeer.ask(port: gateway.port, "\(Self.base)/a/style.css?v=1")
      #expect(response.status == 200 && response.content == "body {}")
      #expect(response.fields["content-type"] == "text/css; charset=utf-8")
      #expect(response.fields["content-length"] == "7")
      #expect(response.fields["x-content-type-options"] == "nosniff")
      #expect(response.fields["cache-control"] == "no-store")
      #expect(response.fields["accept-ranges"] == "bytes")
      #expect(response.fields["date"]?.hasSuffix(" GMT") == true)
      let tag = try #require(response.fields["etag"])
      #expect(try WirePeer.ask(port: gateway.port, "\(Self.base)/a/style.css", ["If-None-Match: \(tag)"]).status == 304)
      try place("body { }", at: root.appending("a/style.css"))
      #expect(try WirePeer.ask(port: gateway.port, "\(Self.base)/a/style.css", ["If-None-Match: \(tag)"]).status == 200)
    }
  }

  @Test("HEAD says what GET would, and sends no content") func head() async throws {
    try await withCanvas { gateway, root in
      try place(String(repeating: "x", count: 100_000), at: root.appending("long.txt"))
      let response = try WirePeer.ask(port: gateway.port, "\(Self.base)/long.txt", method: "HEAD", ["Range: bytes=0-1"])
      #expect(response.status == 200 && response.content.isEmpty)
      #expect(response.fields["content-length"] == "100000")
    }
  }

  @Test(
    "other methods are refused with those that there are",
    arguments: [("POST", 405), ("DELETE", 405), ("PUT", 405), ("BREW", 405), ("OPTIONS", 204)])
  func methods(method: String, status: Int) async throws {
    try await withCanvas { (gateway, _) throws in
      let response = try WirePeer.ask(port: gateway.port, "\(Self.base)/", method: method)
      #expect(response.status == status && response.fields["allow"] == "GET, HEAD, OPTIONS")
    }
  }

  @Test("a directory is its index, under a path that ends with a slash") func directories() async throws {
    try await withCanvas { gateway, root in
      try place("<p>root", at: root.appending("index.html"))
      try place("<p>sub", at: root.appending("sub/index.html"))
      #expect(try WirePeer.ask(port: gateway.port, "\(Self.base)/").content == "<p>root")
      #expect(try WirePeer.ask(port: gateway.port, "\(Self.base)/sub/").content == "<p>sub")
      #expect(try WirePeer.ask(port: gateway.port, "\(Self.base)/sub/index.html/").status == 404)
      let bare = try WirePeer.ask(port: gateway.port, "\(Self.base)?q=1")
      #expect(bare.status == 302 && bare.fields["location"] == "\(Self.base)/?q=1")
      let sub = try WirePeer.ask(port: gateway.port, "\(Self.base)/sub")
      #expect(sub.status == 302 && sub.fields["location"] == "\(Self.base)/sub/")
      try Files.remove(root.appending("sub/index.html"))
      let missing = try WirePeer.ask(port: gateway.port, "\(Self.base)/sub/")
      #expect(missing.status == 404 && missing.content.contains("index.html"))
    }
  }

  @Test(
    "no path leads out of the directory, through a link or to anything but a file",
    arguments: [
      "/../secret", "/%2e%2e/secret", "/..%2fsecret", "/%2e%2e%2fsecret", "/sub/../../secret", "/..%5csecret",
      "/%00", "/a%00.html", "/link", "/linked/secret", "/inner", "/pipe", "/socket", "/.hidden", "//etc/passwd",
      "/nothing", "/file/", "/file/x", "/%", "/null",
    ])
  func confined(path: String) async throws {
    try await withCanvas { gateway, root in
      try place("secret", at: root.parent.appending("secret"))
      try place("hidden", at: root.appending(".hidden"))
      try place("file", at: root.appending("file"))
      try placeDirectory(root.appending("sub"))
      symlink("../secret", root.appending("link").string)
      symlink("..", root.appending("linked").string)
      symlink("file", root.appending("inner").string)
      symlink("/dev/null", root.appending("null").string)
      mkfifo(root.appending("pipe").string, 0o600)
      mknod(root.appending("socket").string, S_IFSOCK | 0o600, 0)
      let response = try WirePeer.ask(port: gateway.port, Self.base + path)
      #expect(response.status == 404, "\(response)")
      #expect(!response.content.contains("secret"))
    }
  }

  @Test("a page from elsewhere and a name that leads here reach nothing") func foreign() async throws {
    try await withCanvas { gateway, root in
      try place("x", at: root.appending("x.txt"))
      let target = "\(Self.base)/x.txt"
      #expect(try WirePeer.ask(port: gateway.port, target, host: "evil.example").status == 403)
      #expect(try WirePeer.ask(port: gateway.port, target, ["Origin: https://evil.example"]).status == 403)
      #expect(try WirePeer.ask(port: gateway.port, target, ["Origin: http://localhost:1"]).status == 200)
    }
  }

  @Test(
    "ranges of a file, short or long",
    arguments: [
      ("bytes=0-3", 206, "0123", "bytes 0-3/"), ("bytes=-2", 206, "89", nil), ("bytes=5-5", 206, "5", nil),
      ("bytes=0-1,3-4", 200, nil, nil), ("bytes=99999999-", 416, nil, "bytes */"),
    ] as [(String, Int, String?, String?)], [1, 30_000])
  func ranges(_ row: (field: String, status: Int, content: String?, range: String?), repeats: Int) async throws {
    try await withCanvas { gateway, root in
      try place(String(repeating: "0123456789", count: repeats), at: root.appending("d.txt"))
      let response = try WirePeer.ask(port: gateway.port, "\(Self.base)/d.txt", ["Range: \(row.field)"])
      #expect(response.status == row.status)
      if let content = row.content { #expect(response.content == content) }
      if let range = row.range { #expect(response.fields["content-range"] == "\(range)\(repeats * 10)") }
    }
  }

  @Test("If-Range with another tag gives all of it") func ifRange() async throws {
    try await withCanvas { gateway, root in
      try place("0123456789", at: root.appending("d.txt"))
      let tag = try #require(try WirePeer.ask(port: gateway.port, "\(Self.base)/d.txt").fields["etag"])
      let ask = { (condition: String) in
        try WirePeer.ask(port: gateway.port, "\(Self.base)/d.txt", ["Range: bytes=0-1", "If-Range: \(condition)"])
      }
      #expect(try ask(tag).content == "01")
      #expect(try ask("\"other\"").content == "0123456789")
    }
  }

  @Test("a canvas that is off is not found") func off() async throws {
    try await withGateway { (gateway, _) throws in
      #expect(try WirePeer.ask(port: gateway.port, "\(Self.base)/").status == 404)
      #expect(try WirePeer.ask(port: gateway.port, "/__openclaw__/ws").status == 404)
    }
  }
}
