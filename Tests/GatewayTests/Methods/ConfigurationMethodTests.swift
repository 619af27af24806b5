import GatewayProtocol
import JSON
import Platform
import TestSupport
import Testing

@testable import Gateway

@Suite("The configuration over loopback", .timeLimit(.minutes(1))) struct ConfigurationMethodTests {
  private static let text = """
    // mine
    {gateway: {mode: 'local', port: 19001, auth: {token: 'very-secret'}}, env: {KEY: 'hidden'}}

    """

  @Test("no secret is told, neither in the text nor in the values") func redaction() async throws {
    try await withConfiguration(Self.text) { peer, _ in
      let answer = try peer.call("config.get")
      #expect(answer["valid"] == true)
      #expect(answer["raw"]?.stringValue?.hasPrefix("// mine\n{gateway: {mode: 'local'") == true)
      #expect(answer["parsed"]?["gateway"]?["auth"]?["token"] == "***")
      #expect(answer["config"]?["gateway"]?["bind"] == "loopback")
      for secret in ["very-secret", "hidden"] { #expect(!answer.text().contains(secret)) }
      #expect(answer["hash"]?.stringValue == SHA256.hash(Self.text.utf8).hexadecimal)
    }
  }

  @Test("a file that is missing or broken is told as it is") func missing() async throws {
    try await withConfiguration(nil) { peer, file in
      let missing = try peer.call("config.get")
      #expect((missing["exists"], missing["hash"], missing["raw"]) == (false, nil, .null))
      try place("{gateway: {port: 'x'},", at: file)
      let broken = try peer.call("config.get")
      #expect((broken["exists"], broken["valid"], broken["raw"]) == (true, false, .null))
      #expect(broken["issues"]?[0]?["line"] == 1)
    }
  }

  @Test("what is read can be written back, and only what was changed has changed") func roundTrip() async throws {
    try await withConfiguration(Self.text) { peer, file in
      let before = try peer.call("config.get")
      let raw = try #require(before["raw"]?.stringValue).replacing("19001", with: "19002")
      let written = try peer.call("config.set", ["raw": .string(raw), "baseHash": before["hash"] ?? nil])
      #expect(written["config"]?["gateway"]?["port"] == 19002)
      #expect(!written.text().contains("very-secret"))
      #expect(try Files.read(file) == Array(Self.text.replacing("19001", with: "19002").utf8))
      #expect(try Files.status(file)?.mode == 0o600)
      #expect(try peer.call("config.get")["hash"] == written["hash"])
    }
  }

  @Test(
    "a text that was made for another file, or is wrong, is refused and changes nothing",
    arguments: [
      ("{}", nil, "config base hash required; re-run config.get and retry"),
      ("{}", "00", "config changed since last load; re-run config.get and retry"),
      ("{gateway: {port: 'x'}}", "", "invalid config"), ("[]", "", "invalid config"), ("{", "", "invalid config"),
      ("{hooks: {token: '***'}}", "", "hooks.token is *** and there is no secret that it could stand for"),
    ] as [(String, String?, String)])
  func refused(raw: String, base: String?, message: String) async throws {
    try await withConfiguration(Self.text) { peer, file in
      let hash = SHA256.hash(Self.text.utf8).hexadecimal
      var parameters: JSONObject = ["raw": .string(raw)]
      parameters["baseHash"] = base.map { .string($0.isEmpty ? hash : $0) }
      try peer.ask("config.set", .object(parameters), id: "1")
      let error = try peer.next().error
      #expect(error?["code"] == "INVALID_REQUEST")
      #expect(error?["message"] == .string(message))
      if message == "invalid config" { #expect(error?["details"]?["issues"]?[0]?["message"] != nil) }
      #expect(try Files.read(file) == Array(Self.text.utf8))
    }
  }

  @Test("a first file needs no hash, and is its owner's alone") func first() async throws {
    try await withConfiguration(nil) { peer, file in
      _ = try peer.call("config.set", ["raw": "{ui: {}}"])
      #expect(try Files.read(file) == Array("{ui: {}}".utf8))
      #expect(try Files.status(file)?.mode == 0o600)
    }
  }

  @Test("the schema is JSON Schema, with what an editor shows for each key") func schema() async throws {
    try await withConfiguration(nil) { peer, _ in
      let answer = try peer.call("config.schema")
      #expect(answer["schema"]?["properties"]?["gateway"]?["type"] == "object")
      #expect(answer["uiHints"]?["gateway.auth.token"]?["sensitive"] == true)
      #expect(answer["uiHints"]?["gateway.port"]?["sensitive"] == nil)
    }
  }

  private func withConfiguration(
    _ text: String?, _ body: @escaping @Sendable (WirePeer, AbsolutePath) throws -> Void
  ) async throws {
    try await withGateway { gateway, home in
      let file = home.appending(".openclaw/openclaw.json")
      if let text { try place(text, at: file) }
      try body(try WirePeer.connected(port: gateway.port), file)
    }
  }
}
