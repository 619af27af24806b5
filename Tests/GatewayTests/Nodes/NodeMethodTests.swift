import GatewayProtocol
import JSON
import Platform
import TestSupport
import Testing

@testable import Gateway

@Suite("Nodes over loopback", .timeLimit(.minutes(1))) struct NodeMethodTests {
  @Test("a command goes to its node, and the node's answer to the caller, while others are answered") func invoke()
    async throws
  {
    try await withGateway { gateway, _ in
      let node = try WirePeer.node(port: gateway.port)
      let caller = try WirePeer.connected(port: gateway.port)
      try caller.ask("node.invoke", Self.invocation(), id: "1")
      let request = try node.next()
      #expect(request.event == "node.invoke.request")
      #expect(EventDefinition.nodeInvokeRequest.payload.violations(in: request.payload ?? nil) == [])
      #expect(request.payload?["paramsJSON"] == #"{"bins":["ls"]}"#)
      #expect(try caller.call("health")["ok"] == true)
      let answer: JSONValue = [
        "id": request.payload?["id"] ?? nil, "nodeId": "node-host", "ok": true, "payloadJSON": "[1]",
      ]
      #expect(try node.call("node.invoke.result", answer) == ["ok": true])
      #expect(
        try caller.next().payload == [
          "ok": true, "nodeId": "node-host", "command": "system.which", "payload": [1], "payloadJSON": "[1]",
        ])
      #expect(try node.call("node.invoke.result", answer) == ["ok": true, "ignored": true])
    }
  }

  @Test(
    "an invocation that fails says why",
    arguments: [
      (["nodeId": "nobody"], "UNAVAILABLE", "node not connected", ["code": "NOT_CONNECTED"]),
      (
        ["command": "camera.snap"], "INVALID_REQUEST", "node command not allowed",
        ["reason": "command not allowlisted", "command": "camera.snap"]
      ),
      (
        ["timeoutMs": 1], "UNAVAILABLE", "node invoke timed out",
        ["nodeError": ["code": "TIMEOUT", "message": "node invoke timed out"]]
      ),
    ] as [(JSONObject, String, String, JSONValue)])
  func failures(changes: JSONObject, code: String, message: String, details: JSONValue) async throws {
    try await withGateway { gateway, _ in
      let node = try WirePeer.node(port: gateway.port)
      let caller = try WirePeer.connected(port: gateway.port)
      try caller.ask("node.invoke", Self.invocation(changes), id: "1")
      let error = try caller.next().error
      #expect(error?["code"] == .string(code))
      #expect(error?["message"] == .string(message))
      #expect(error?["details"] == details)
      withExtendedLifetime(node) {}
    }
  }

  @Test("when the node goes away, whoever waits for it is told") func disconnect() async throws {
    try await withGateway { gateway, _ in
      var node: WirePeer? = try WirePeer.node(port: gateway.port)
      let caller = try WirePeer.connected(port: gateway.port)
      try caller.ask("node.invoke", Self.invocation(), id: "1")
      #expect(try node?.next().event == "node.invoke.request")
      node = nil
      let error = try caller.next().error
      #expect(error?["message"] == "node disconnected (system.which)")
      #expect(error?["details"]?["nodeError"]?["code"] == "NOT_CONNECTED")
      #expect(try caller.call("node.list")["nodes"] == [])
    }
  }

  @Test("the node's own error reaches the caller, and a foreign name is refused") func nodeError() async throws {
    try await withGateway { gateway, _ in
      let node = try WirePeer.node(port: gateway.port)
      let caller = try WirePeer.connected(port: gateway.port)
      try caller.ask("node.invoke", Self.invocation(), id: "1")
      var answer: JSONObject = ["id": try node.next().payload?["id"] ?? nil, "nodeId": "else", "ok": false]
      answer["error"] = ["code": "BROKEN", "message": "no such thing"]
      try node.ask("node.invoke.result", .object(answer), id: "a")
      #expect(try node.next().error?["message"] == "nodeId mismatch")
      answer["nodeId"] = "node-host"
      #expect(try node.call("node.invoke.result", .object(answer)) == ["ok": true])
      let error = try caller.next().error
      #expect(error?["message"] == "no such thing")
      #expect(error?["details"] == ["nodeError": ["code": "BROKEN", "message": "no such thing"]])
    }
  }

  @Test("no client may have more requests open than the limit") func owed() async throws {
    try await withGateway({ $0.limits.maximumAnswersOwed = 2 }) { gateway, _ in
      let node = try WirePeer.node(port: gateway.port)
      let caller = try WirePeer.connected(port: gateway.port)
      for id in ["1", "2", "3"] { try caller.ask("node.invoke", Self.invocation(), id: id) }
      let refused = try caller.next()
      #expect(refused.frame?["id"] == "3")
      #expect(refused.error?["retryable"] == true)
      withExtendedLifetime(node) {}
    }
  }

  @Test("what a node ran is noted, and its other events are taken") func events() async throws {
    try await withGateway { gateway, _ in
      let node = try WirePeer.node(port: gateway.port)
      #expect(try node.call("node.event", ["event": "exec.started", "payload": ["command": "ls"]]) == ["ok": true])
      #expect(try node.call("node.event", ["event": "unheard.of"]) == ["ok": true])
      let caller = try WirePeer.connected(port: gateway.port)
      #expect(try caller.call("status")["queuedSystemEvents"] == ["Exec started (node=node-host): ls"])
    }
  }

  @Test("a node is paired when it was approved, and listed whether it is there or not") func pairing() async throws {
    try await withGateway { gateway, _ in
      let watcher = try WirePeer.connected(port: gateway.port)
      let asked = try watcher.call("node.pair.request", ["nodeId": "node-host", "displayName": "Box"])
      #expect(asked["created"] == true)
      let id = try #require(asked["request"]?["requestId"])
      #expect(try watcher.next().event == "node.pair.requested")
      #expect(try watcher.call("node.pair.request", ["nodeId": "node-host"])["created"] == false)
      let node = try watcher.call("node.pair.approve", ["requestId": id])["node"]
      let resolved = try watcher.next()
      #expect(EventDefinition.pairResolved.payload.violations(in: resolved.payload ?? nil) == [])
      #expect(resolved.payload?["decision"] == "approved")
      let token = try #require(node?["token"])
      #expect(try watcher.call("node.pair.verify", ["nodeId": "node-host", "token": token])["ok"] == true)
      #expect(try watcher.call("node.pair.verify", ["nodeId": "node-host", "token": "x"]) == ["ok": false])
      #expect(try watcher.call("node.rename", ["nodeId": "node-host", "displayName": "Den"])["displayName"] == "Den")
      let away = try watcher.call("node.describe", ["nodeId": "node-host"])
      #expect((away["paired"], away["connected"], away["displayName"]) == (true, false, "Den"))
      let peer = try WirePeer.node(port: gateway.port)
      let there = try watcher.call("node.list")["nodes"]?[0]
      #expect((there?["paired"], there?["connected"], there?["platform"]) == (true, true, "linux"))
      #expect(there?["commands"] == ["system.which"])
      withExtendedLifetime(peer) {}
    }
  }

  @Test(
    "what is unknown is refused",
    arguments: [
      ("node.describe", ["nodeId": "x"], "unknown nodeId"),
      ("node.pair.approve", ["requestId": "x"], "unknown requestId"),
      ("node.pair.reject", ["requestId": "x"], "unknown requestId"),
      ("node.rename", ["nodeId": "x", "displayName": "y"], "unknown nodeId"),
    ] as [(String, JSONValue, String)])
  func unknown(method: String, parameters: JSONValue, message: String) async throws {
    try await withGateway { gateway, _ in
      let peer = try WirePeer.connected(port: gateway.port)
      try peer.ask(method, parameters, id: "1")
      #expect(try peer.next().error?["message"] == .string(message))
    }
  }

  @Test("only those who may pair are told of pairing") func scopes() async throws {
    try await withGateway { gateway, _ in
      let reader = try WirePeer.connected(
        port: gateway.port, parameters: ConnectRequest.parameters(["scopes": ["operator.read"]]))
      try reader.ask("node.pair.list", [:], id: "1")
      #expect(try reader.next().error?["message"] == "missing scope: operator.pairing")
      let owner = try WirePeer.connected(port: gateway.port)
      _ = try owner.call("node.pair.request", ["nodeId": "n"])
      #expect(try reader.call("health")["ok"] == true)
    }
  }

  private static func invocation(_ changes: JSONObject = [:]) -> JSONValue {
    var object: JSONObject = [
      "nodeId": "node-host", "command": "system.which", "params": ["bins": ["ls"]], "idempotencyKey": "k",
    ]
    for entry in changes.entries { object[entry.key] = entry.value }
    return .object(object)
  }
}
