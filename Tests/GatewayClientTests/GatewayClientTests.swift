import GatewayProtocol
import JSON
import Platform
import TestSupport
import Testing

@testable import GatewayClient

@Suite("Gateway client", .timeLimit(.minutes(1))) struct GatewayClientTests {
  @Test("hello is read, whatever a later gateway adds to it") func hello() async throws {
    let hello = try await connect { $0.sayHello() }
    #expect(hello.version == "2026.2.0")
    #expect(hello.methods == ["health"])
    #expect(hello.snapshot.uptime == .milliseconds(5))
  }

  @Test("where nothing listens the connection is refused at once") func refused() async throws {
    let server = try ScriptedServer([{ _ in }])
    _ = try? await connect(to: server)
    try await eventually("the port is closed") { await failure(to: server) == .refused(address(server)) }
  }

  @Test("a host without an address is unresolvable") func unresolvable() async throws {
    let error = await failure(GatewayAddress(host: "no-such-host.invalid", port: 1))
    guard case .unresolvable("no-such-host.invalid", _) = error else {
      Issue.record("\(String(describing: error))"); return
    }
  }

  @Test(
    "what answers but is no gateway is told from one that is silent",
    arguments: [
      ("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "HTTP status 404"),
      ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "HTTP status 200"),
      ("SSH-2.0-OpenSSH\r\n", "does not speak HTTP"),
      (
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n",
        "wrong handshake"
      ),
    ])
  func foreign(answer: String, says: String) async throws {
    let server = try ScriptedServer([
      { connection in
        connection.readRequest()
        connection.write(answer)
        connection.waitForEnd()
      }
    ])
    let error = await failure(to: server)
    guard case .notAGateway(_, let reason) = error else { Issue.record("\(String(describing: error))"); return }
    #expect(reason.contains(says))
  }

  @Test("what ends the connection without a word has said nothing that could be repeated") func wordless() async throws
  {
    let server = try ScriptedServer([{ $0.readRequest() }])
    #expect(await failure(to: server) == .closed(code: 1006, reason: ""))
  }

  @Test(
    "a WebSocket server that speaks another protocol is no gateway",
    arguments: ["{}", #"{"type":"welcome"}"#, "hi", "[1]"])
  func foreignWebSocket(message: String) async throws {
    let server = try ScriptedServer([
      { connection in
        connection.upgrade()
        connection.write([0x81, UInt8(message.utf8.count)] + Array(message.utf8))
        connection.waitForEnd()
      }
    ])
    let error = await failure(to: server)
    guard case .notAGateway = error else { Issue.record("\(String(describing: error))"); return }
  }

  @Test("a silent server costs no more than the deadline", arguments: [false, true])
  func silent(upgrades: Bool) async throws {
    let server = try ScriptedServer([
      { connection in
        if upgrades { connection.upgrade() }
        connection.waitForEnd()
      }
    ])
    let error = await failure(address(server), within: .milliseconds(100))
    #expect(error == .timedOut(upgrades ? .hello : .upgrade, address(server)))
  }

  @Test(
    "a refused connect is told by its cause",
    arguments: [
      (
        ["code": "INVALID_REQUEST", "message": "unauthorized: x", "details": ["code": "AUTH_TOKEN_MISMATCH"]],
        "unauthorized"
      ),
      (["code": "INVALID_REQUEST", "message": "no", "details": ["code": "AUTH_RATE_LIMITED"]], "unauthorized"),
      (["code": "INVALID_REQUEST", "message": "unauthorized by its words alone"], "rejected"),
      (["code": "INVALID_REQUEST", "message": "no", "details": ["code": "PROTOCOL_MISMATCH"]], "protocol 0"),
      (["code": "INVALID_REQUEST", "message": "protocol mismatch"], "rejected"),
      (["code": "NOT_PAIRED", "message": "pairing required"], "unauthorized"),
      (["code": "INVALID_REQUEST", "message": "protocol mismatch", "details": ["expectedProtocol": 4]], "protocol 4"),
      (["code": "INVALID_REQUEST", "message": "invalid role"], "rejected"), (nil, "rejected"),
    ] as [(JSONValue, String)])
  func refusal(error: JSONValue, kind: String) async throws {
    let server = try ScriptedServer([{ $0.refuse(error) }])
    let seen: String? =
      switch await failure(to: server) {
      case .unauthorized: "unauthorized"
      case .rejected: "rejected"
      case .protocolMismatch(let expected): "protocol \(expected ?? 0)"
      case let other: other.map { "\($0)" }
      }
    #expect(seen == kind)
  }

  @Test(
    "a gateway that closes says with which code and why",
    arguments: [(1012, "service restart"), (1013, "starting"), (1008, "")])
  func closed(code: UInt16, reason: String) async throws {
    let server = try ScriptedServer([
      { connection in
        connection.upgrade()
        connection.close(code, reason)
        connection.waitForEnd()
      }
    ])
    #expect(await failure(to: server) == .closed(code: code, reason: reason))
  }

  private func connect(_ script: @escaping @Sendable (ScriptedConnection) -> Void) async throws -> HelloOK {
    try await connect(to: ScriptedServer([script]))
  }

  private func connect(to server: ScriptedServer) async throws -> HelloOK {
    let address = address(server)
    return try await blocking {
      try GatewayClient(to: address, as: .forTests, deadline: .after(.seconds(10))).hello
    }
  }

  private func failure(to server: ScriptedServer) async -> GatewayClientError? { await failure(address(server)) }

  private func failure(_ address: GatewayAddress, within limit: Duration = .seconds(10)) async -> GatewayClientError? {
    do {
      _ = try await blocking { try GatewayClient(to: address, as: .forTests, deadline: .after(limit)).hello }
      return nil
    } catch { return error as? GatewayClientError }
  }
}

func address(_ server: ScriptedServer) -> GatewayAddress { GatewayAddress(host: "127.0.0.1", port: server.port) }

extension ConnectParameters {
  static var forTests: ConnectParameters {
    ConnectParameters(
      client: ClientDescription(id: .test, version: "1", platform: "linux", mode: .test), token: Secret("t"))
  }
}
