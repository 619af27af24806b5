import Configuration
import GatewayClient
import GatewayProtocol
import JSON
import Platform
import TestSupport
import Testing

@testable import Gateway

@Suite("What --verbose shows of the messages", .timeLimit(.minutes(1))) struct MessageLogTests {
  /// The records of a gateway that one client has asked for its health, and for something unknown.
  private func records(_ style: GatewayOptions.MessageLog?) async throws -> [LogRecord] {
    let gateway = try await TestGateway { $0.messageLog = style }
    let client = try gateway.client()
    _ = try client.call("health", deadline: .after(.seconds(10)))
    #expect(throws: GatewayClientError.self) { try client.call("no.such", deadline: .after(.seconds(10))) }
    await gateway.stop()
    withExtendedLifetime(client) {}
    return gateway.log.records.filter { $0.subsystem == "gateway/ws" }
  }

  @Test(
    "one line for each call and event, with connection, request and duration",
    arguments: [.auto, .compact] as [GatewayOptions.MessageLog])
  func compact(_ style: GatewayOptions.MessageLog) async throws {
    let records = try await records(style)
    let call = try #require(records.first { $0.message.hasPrefix("health ok ") })
    #expect(call.level == .debug && call.message.hasSuffix(" ms"))
    let facts = Dictionary(call.fields.map { ($0.name, $0.value) }) { $1 }
    #expect(facts["id"] == "1" && facts["conn"]?.contains("…") == true, "\(facts)")
    let texts = records.map(\.message)
    #expect(texts.contains { $0.hasPrefix("no.such INVALID_REQUEST ") && $0.hasSuffix("unknown method: no.such") })
    #expect(texts.contains("client connected") && texts.contains("event shutdown"))
    #expect(!texts.contains { $0.contains("{") }, "\(texts)")
  }

  @Test("with full every frame in both directions, cut, and the secret of connect in none") func full() async throws {
    let records = try await records(.full)
    let texts = records.map(\.message)
    #expect(texts.contains { $0.hasPrefix("← connect {") && $0.contains("\"auth\":\"***\"") }, "\(texts)")
    #expect(texts.contains { $0.hasPrefix("← {") && $0.contains("\"method\":\"health\"") })
    #expect(texts.contains { $0.hasPrefix("→ {\"type\":\"res\"") && $0.contains("… ") })
    #expect(texts.contains { $0.hasPrefix("→ {\"type\":\"event\",\"event\":\"shutdown\"") && $0.hasSuffix("}") })
    #expect(!texts.contains { $0.contains(TestGateway.token.revealed) })
    #expect(texts.allSatisfy { $0.count <= 300 })
  }

  @Test("a secret that is yet to be configured, or is a node's, is in no frame either") func unknownSecrets()
    async throws
  {
    let gateway = try await TestGateway { $0.messageLog = .full }
    let client = try gateway.client()
    for (method, parameters) in [
      ("config.set", ["raw": "{gateway: {auth: {token: 'n3w'}}}", "baseHash": "another"]),
      ("node.pair.verify", ["nodeId": "a", "token": "n3w"]),
    ] as [(String, JSONValue)] {
      _ = Result { () throws(GatewayClientError) in
        try client.call(method, parameters, deadline: .after(.seconds(10)))
      }
    }
    await gateway.stop()
    withExtendedLifetime(client) {}
    let texts = gateway.log.records.map(\.message)
    #expect(texts.contains { $0.contains("config.set") } && texts.contains { $0.contains("node.pair.verify") })
    #expect(!texts.contains { $0.contains("n3w") }, "\(texts)")
  }

  @Test("without it only what fails") func quiet() async throws {
    let texts = try await records(nil).filter { $0.level >= .info }.map(\.message)
    #expect(texts == ["no.such failed: INVALID_REQUEST unknown method: no.such"])
  }
}
