import GatewayClient
import GatewayProtocol
import JSON
import Platform
import Testing

@testable import Gateway

@Suite("Handshake over loopback", .timeLimit(.minutes(1))) struct HandshakeTests {
  @Test("a client with the token is told who it talks to and what there is") func hello() async throws {
    let gateway = try await TestGateway()
    let client = try gateway.client()
    #expect(client.hello.version == "2026.2.0")
    #expect(client.hello.methods == MethodDefinition.all.map(\.name))
    #expect(client.hello.events == EventDefinition.all.map(\.name))
    #expect(client.hello.policy == Policy(ProtocolLimits()))
    #expect(client.hello.snapshot.configPath == "/nowhere/.openclaw/openclaw.json")
    #expect(client.hello.snapshot.presence.map(\.mode) == ["gateway", "test"])
    #expect(client.hello.snapshot.health["ok"] == true)
    #expect(client.latency > .zero)
    await gateway.stop()
  }

  @Test("a password gateway takes the password and no token") func password() async throws {
    let gateway = try await TestGateway {
      $0.secret = SharedSecret(kind: .password, secret: Secret("pass-word"), source: "--password")
    }
    var parameters = ConnectParameters.forTests
    #expect(failure { _ = try gateway.client(parameters) } == .passwordMissing)
    parameters.password = Secret("pass-word")
    _ = try gateway.client(parameters)
    await gateway.stop()
  }

  @Test("a wrong or missing token is refused with its cause, then closed with 1008") func wrongToken() async throws {
    let gateway = try await TestGateway()
    for (auth, code) in [(["token": "wrong"], "AUTH_TOKEN_MISMATCH"), ([:], "AUTH_TOKEN_MISSING")]
      as [(JSONValue, String)]
    {
      let peer = try WirePeer.upgraded(port: gateway.port)
      try peer.sendText(ConnectRequest.text(ConnectRequest.parameters(["auth": auth])))
      let answer = try peer.next()
      #expect(answer.error?["code"] == "INVALID_REQUEST")
      #expect(answer.error?["details"]?["code"] == .string(code))
      let message = try #require(answer.error?["message"]?.stringValue)
      #expect(try peer.next() == .closed(1008, GatewayClose.policy(message).reason))
    }
    await gateway.stop()
  }

  @Test("no secret, right or wrong, gets into the log") func nothingIsLogged() async throws {
    let gateway = try await TestGateway()
    var parameters = ConnectParameters.forTests
    _ = try gateway.client(parameters)
    parameters.token = Secret("a-wrong-token")
    #expect(failure { _ = try gateway.client(parameters) } == .tokenMismatch)
    await gateway.stop()
    #expect(!gateway.log.messages.isEmpty)
    #expect(!gateway.log.records.contains { "\($0)".contains("the-token") || "\($0)".contains("a-wrong-token") })
  }

  @Test(
    "what is no connect request is closed with a reason",
    arguments: [
      (#"{"type":"req","id":"1","method":"health"}"#, "invalid handshake: first request must be connect"),
      (#"{"id":"1"}"#, "invalid request frame"), (#"{"#, "invalid JSON"), ("\u{0}", "invalid JSON"),
    ])
  func notConnect(text: String, reason: String) async throws {
    let gateway = try await TestGateway()
    let peer = try WirePeer.upgraded(port: gateway.port)
    try peer.sendText(text)
    var event = try peer.next()
    if event.frame != nil { event = try peer.next() }
    #expect(event == .closed(1008, reason))
    await gateway.stop()
  }

  @Test("another protocol version is told ours and closed with 1002") func version() async throws {
    let gateway = try await TestGateway()
    let peer = try WirePeer.upgraded(port: gateway.port)
    try peer.sendText(ConnectRequest.text(ConnectRequest.parameters(["minProtocol": 4, "maxProtocol": 9])))
    #expect(try peer.next().error?["details"] == ["code": "PROTOCOL_MISMATCH", "expectedProtocol": 3])
    #expect(try peer.next() == .closed(1002, "protocol mismatch"))
    await gateway.stop()
  }

  @Test("before connect a message is at most 64 KiB, afterwards as large as the policy says") func preAuthLimit()
    async throws
  {
    let gateway = try await TestGateway()
    let long = String(repeating: "x", count: 70_000)
    let stranger = try WirePeer.upgraded(port: gateway.port)
    try stranger.sendText(ConnectRequest.text(ConnectRequest.parameters(["userAgent": .string(long)])))
    guard case .closed(1009, _) = try stranger.next() else { Issue.record("not closed with 1009"); return }
    let friend = try WirePeer.connected(port: gateway.port)
    try friend.sendText(#"{"type":"req","id":"1","method":"health","params":{"x":"\#(long)"}}"#)
    #expect(try friend.next().payload?["ok"] == true)
    await gateway.stop()
  }

  @Test("a client that says nothing is closed with a reason when its time is over") func timeout() async throws {
    let gateway = try await TestGateway { $0.limits.handshakeTimeout = .milliseconds(30) }
    let peer = try WirePeer.upgraded(port: gateway.port)
    #expect(try peer.next() == .closed(1008, "handshake timeout"))
    #expect(try peer.next() == .ended)
    await gateway.stop()
  }

  @Test("messages sent ahead of the answer to connect are answered after it") func pipelined() async throws {
    let gateway = try await TestGateway()
    let peer = try WirePeer.upgraded(port: gateway.port)
    try peer.sendText(ConnectRequest.text())
    try peer.sendText(#"{"type":"req","id":"early","method":"health"}"#)
    #expect(try peer.next().payload?["type"] == "hello-ok")
    #expect(try peer.next().frame?["id"] == "early")
    await gateway.stop()
  }

  @Test("a new secret holds for new clients; connected ones stay") func rotation() async throws {
    let gateway = try await TestGateway()
    let old = try gateway.client()
    await gateway.adopt { $0.secret = SharedSecret(kind: .token, secret: Secret("new-token"), source: "--token") }
    #expect(failure { _ = try gateway.client() } == .tokenMismatch)
    #expect(try old.call("health", deadline: .after(.seconds(10)))["ok"] == true)
    await gateway.stop()
  }

  /// The cause for which a client was not admitted.
  private func failure(of body: () throws -> Void) -> DetailCode? {
    do { try body() } catch GatewayClientError.unauthorized(let error) { return error.detailCode } catch {
      Issue.record("unexpected: \(error)")
    }
    return nil
  }
}
