import Foundation
import GatewayProtocol
import HTTPCodec
import JSON
import Platform
import TestSupport
import Testing
import Transport

@testable import Gateway

@Suite("Users of the tailnet", .timeLimit(.minutes(1))) struct TailscaleTests {
  private static let fields =
    "X-Forwarded-For: 100.64.0.9\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: studio.tail1.ts.net\r\n"
  private static let alice = "Tailscale-User-Login: Alice@example.com\r\n"

  /// Lends a gateway beside a `tailscale` that knows who is behind 100.64.0.9, and notes when it is asked.
  private func withTailnet(
    script: String = #"echo '{"Node":{},"UserProfile":{"LoginName":"alice@example.com"}}'"#,
    patience: Duration = .seconds(10),
    _ body: @escaping @Sendable (TestGateway, _ asked: AbsolutePath) throws -> Void
  ) async throws {
    try await withScratch { home in
      let program = home.appending("bin/tailscale")
      try place("#!/bin/sh\necho \"$*\" >> '\(home)/asked'\n\(script)\n", at: program)
      try Files.setMode(program, 0o700)
      let gateway = try await TestGateway(home: home) {
        $0.tailscale = TailscaleSettings(environment: Environment(["PATH": "\(home)/bin:/usr/bin:/bin"]))
        $0.tailscale?.patience = patience
        $0.hosts = AllowedHosts(allowsTailnet: true)
      }
      try await blocking { try body(gateway, home.appending("asked")) }
      await gateway.stop()
    }
  }

  /// What the gateway answers to a `connect` with these fields and this secret.
  private static func connect(_ gateway: TestGateway, _ fields: String, auth: JSONValue = [:]) throws -> JSONValue? {
    let peer = try WirePeer.upgraded(port: gateway.port, fields: fields)
    try peer.sendText(ConnectRequest.text(ConnectRequest.parameters(["auth": auth])))
    return try peer.nextAnswer().frame
  }

  private static func lines(_ file: AbsolutePath) throws -> [String] {
    String(decoding: try Files.read(file) ?? [], as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test("one that Tailscale itself names needs no secret, and is asked for once a minute") func verified() async throws
  {
    try await withTailnet { (gateway, asked) throws in
      for _ in 0..<3 { #expect(try Self.connect(gateway, Self.fields + Self.alice)?["ok"] == true) }
      #expect(try Self.lines(asked) == ["whois --json 100.64.0.9"])
    }
  }

  @Test(
    "who is not named, or not like this, is told why",
    arguments: [
      (fields, "AUTH_TAILSCALE_IDENTITY_MISSING"),
      (fields + "Tailscale-User-Login: eve@x\r\n", "AUTH_TAILSCALE_IDENTITY_MISMATCH"),
      (fields + alice + alice, "AUTH_TAILSCALE_IDENTITY_MISSING"),
      ("X-Forwarded-For: 100.64.0.9\r\n" + alice, "AUTH_TAILSCALE_PROXY_MISSING"),
      (fields.replacing("100.64.0.9", with: "--help") + alice, "AUTH_TAILSCALE_PROXY_MISSING"),
      (alice, "AUTH_TOKEN_MISSING"),
    ])
  func refused(fields: String, code: String) async throws {
    try await withTailnet { (gateway, asked) throws in
      let answer = try Self.connect(gateway, fields)
      #expect(answer?["error"]?["details"]?["code"]?.stringValue == code)
      let isAsked = code == "AUTH_TAILSCALE_IDENTITY_MISMATCH"
      #expect(try Self.lines(asked).count == (isAsked ? 1 : 0))
    }
  }

  @Test(
    "what is no answer verifies nobody",
    arguments: ["exit 1", "echo '{}'", "echo nonsense", #"echo '{"UserProfile":{"LoginName":5}}'"#])
  func unanswered(script: String) async throws {
    try await withTailnet(script: script) { (gateway, _) throws in
      let answer = try Self.connect(gateway, Self.fields + Self.alice)
      #expect(answer?["error"]?["details"]?["code"] == "AUTH_TAILSCALE_WHOIS_FAILED")
      #expect(
        answer?["error"]?["message"]?.stringValue?.hasPrefix("unauthorized: tailscale identity check failed") == true)
    }
  }

  @Test("a Tailscale that says nothing is not waited for any longer") func silent() async throws {
    try await withTailnet(script: "exec sleep 600", patience: .milliseconds(50)) { (gateway, _) throws in
      let answer = try Self.connect(gateway, Self.fields + Self.alice)
      #expect(answer?["error"]?["details"]?["code"] == "AUTH_TAILSCALE_WHOIS_FAILED")
    }
  }

  @Test("the secret counts as before: a right one admits, a wrong one is a mismatch") func secret() async throws {
    try await withTailnet(script: "exit 1") { (gateway, _) throws in
      let admitted = try Self.connect(gateway, Self.fields + Self.alice, auth: ["token": "the-token"])
      #expect(admitted?["ok"] == true)
      let refused = try Self.connect(gateway, Self.fields + Self.alice, auth: ["token": "guess"])
      #expect(refused?["error"]?["details"]?["code"] == "AUTH_TOKEN_MISMATCH")
    }
  }

  @Test("messages sent ahead wait for the answer") func ahead() async throws {
    try await withTailnet { (gateway, _) throws in
      let peer = try WirePeer.upgraded(port: gateway.port, fields: Self.fields + Self.alice)
      try peer.sendText(ConnectRequest.text(ConnectRequest.parameters(["auth": [:]])))
      try peer.sendText(#"{"type":"req","id":"early","method":"health"}"#)
      #expect(try peer.nextAnswer().payload?["type"] == "hello-ok")
      #expect(try peer.nextAnswer().frame?["id"] == "early")
    }
  }

  @Test("where its identities do not count nobody is asked") func off() async throws {
    try await withGateway { (gateway, _) throws in
      let answer = try Self.connect(gateway, Self.fields + Self.alice)
      #expect(answer?["error"]?["details"]?["code"] == "AUTH_TOKEN_MISSING")
    }
  }

  @Test("the fields do not count for metrics") func metrics() async throws {
    try await withTailnet { (gateway, asked) throws in
      let fields = (Self.fields + Self.alice).components(separatedBy: "\r\n").filter { !$0.isEmpty }
      #expect(try WirePeer.ask(port: gateway.port, "/metrics", fields).status == 401)
      #expect(try Self.lines(asked).isEmpty)
    }
  }

  @Test("only Serve on this machine can vouch") func remotePeer() throws {
    let peer = try #require(SocketAddress("203.0.113.1", port: nil))
    let fields: HTTPFields = [
      "Tailscale-User-Login": "a", "X-Forwarded-For": "100.64.0.9", "X-Forwarded-Proto": "https",
      "X-Forwarded-Host": "x",
    ]
    #expect(TailscaleClaim.read(peer: peer, fields: fields) == .lacking(.tailscaleProxyMissing))
    #expect(
      TailscaleClaim.read(peer: .loopback(port: nil), fields: fields)
        == .claim(TailscaleClaim(login: "a", address: "100.64.0.9")))
  }

  @Test("an answer holds for a minute, a failure for five seconds, and not too many are kept") func cache() {
    var cache = WhoisCache()
    cache.keep("a", of: "1", at: 0)
    cache.keep(nil, of: "2", at: 0)
    #expect(cache.login(of: "1", at: 59_000_000_000) == .some("a") && cache.login(of: "1", at: 60_000_000_000) == nil)
    #expect(cache.login(of: "2", at: 4_000_000_000) == .some(nil) && cache.login(of: "2", at: 5_000_000_000) == nil)
    for number in 3..<1000 { cache.keep("x", of: String(number), at: 1) }
    #expect(cache.login(of: "2", at: 1) == nil && cache.login(of: "999", at: 1) == .some("x"))
  }
}
