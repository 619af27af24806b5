import GatewayProtocol
import JSON
import Platform
import Testing

@testable import Gateway

@Suite("Connected nodes") struct NodeRegistryTests {
  @Test("an answer is awaited once, from the connection that was asked") func answers() throws {
    var registry = NodeRegistry<Int>()
    registry.connected(try node("a"), 1)
    registry.connected(try node("b"), 2)
    #expect(try begin(&registry, "x", on: "a") == 1)
    #expect(throws: ErrorShape.self) { try registry.received(try result("x", from: "a"), from: 2) }
    #expect(try !registry.received(result("x", from: "b"), from: 2))
    #expect(try registry.received(result("x", from: "a"), from: 1))
    #expect(try !registry.received(result("x", from: "a"), from: 1))
  }

  @Test("a node that goes away owes nothing any more, and what it owed has failed") func disconnect() throws {
    var registry = NodeRegistry<Int>()
    registry.connected(try node("a"), 1)
    _ = try begin(&registry, "x", on: "a")
    let failed = registry.disconnected(1)
    #expect(failed.map(\.id) == ["x"])
    #expect(failed.map(\.outcome) == [.failure(.disconnected("system.run"))])
    #expect(registry.disconnected(1).isEmpty)
    #expect(throws: ErrorShape.self) { try begin(&registry, "y", on: "a") }
  }

  @Test("of two nodes of one name the later is asked, and the earlier again once that has gone") func sameName() throws
  {
    var registry = NodeRegistry<Int>()
    registry.connected(try node("a"), 1)
    registry.connected(try node("a"), 2)
    #expect(registry.nodes.count == 1)
    #expect(try begin(&registry, "x", on: "a") == 2)
    _ = registry.disconnected(2)
    #expect(try begin(&registry, "y", on: "a") == 1)
  }

  @Test("a node that answers nothing is not asked without end, and a forgotten answer is ignored") func limit() throws {
    var registry = NodeRegistry<Int>(limit: 1)
    registry.connected(try node("a"), 1)
    _ = try begin(&registry, "x", on: "a")
    #expect(throws: ErrorShape.self) { try begin(&registry, "y", on: "a") }
    registry.forget("x")
    #expect(try !registry.received(result("x", from: "a"), from: 1))
    _ = try begin(&registry, "y", on: "a")
  }

  @Test("a node that is connected may be asked what a new policy allows, and no more what it denies") func policy()
    throws
  {
    var registry = NodeRegistry<Int>()
    let command = "canvas.eval"
    let linux = NodeCommandPolicy()
    let more = NodeCommandPolicy(allowed: [command], denied: ["system.run"])
    registry.connected(try node("a", commands: [command, "system.run"]), 1)
    #expect(registry.node("a")?.facts.commands == ["system.run"])
    registry.adopt(more)
    #expect(registry.node("a")?.facts.commands == [command])
    registry.adopt(linux)
    #expect(registry.node("a")?.facts.commands == ["system.run"])
  }

  private func node(_ id: String, commands: [String] = ["system.run"]) throws -> ConnectedNode {
    var parameters = ConnectParameters(
      client: ClientDescription(id: ClientID(rawValue: id), version: "1", platform: "linux", mode: .node))
    parameters.commands = commands
    return ConnectedNode(parameters, policy: NodeCommandPolicy(), remoteAddress: nil, at: .now())
  }

  private func begin(_ registry: inout NodeRegistry<Int>, _ id: String, on node: String) throws -> Int {
    let invocation = try NodeInvocation(reading: [
      "nodeId": .string(node), "command": "system.run", "idempotencyKey": "k",
    ])
    return try registry.begin(invocation, id: id, policy: NodeCommandPolicy())
  }

  private func result(_ id: String, from node: String) throws -> NodeInvokeResult {
    try NodeInvokeResult(reading: ["id": .string(id), "nodeId": .string(node), "ok": true])
  }
}
