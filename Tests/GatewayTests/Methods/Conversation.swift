import GatewayProtocol
import JSON
import Testing

@testable import Gateway

/// A caller and a node of one gateway, who call each method so that it succeeds.
struct Conversation {
  private let caller: WirePeer
  private let node: WirePeer

  init(_ gateway: TestGateway) throws {
    caller = try WirePeer.connected(port: gateway.port)
    node = try WirePeer.node(port: gateway.port)
  }

  func result(of method: MethodDefinition) throws -> JSONValue {
    switch method {
    case .nodeInvoke: try invoke()
    case .nodeInvokeResult: try node.call(method.name, ["id": "late", "nodeId": "node-host", "ok": true])
    case .nodeEvent: try node.call(method.name, ["event": "exec.started"])
    default: try caller.call(method.name, try parameters(of: method))
    }
  }

  private func parameters(of method: MethodDefinition) throws -> JSONValue {
    switch method {
    case .systemEvent: ["text": "hello"]
    case .setHeartbeats: ["enabled": true]
    case .configSet, .configPatch, .configApply: ["raw": "{}"]
    case .nodeDescribe: ["nodeId": "node-host"]
    case .pairRequest: ["nodeId": "phone"]
    case .pairApprove, .pairReject: ["requestId": try request()]
    case .pairVerify: ["nodeId": "phone", "token": try token()]
    case .nodeRename: ["nodeId": try paired(), "displayName": "My phone"]
    default: [:]
    }
  }

  private func invoke() throws -> JSONValue {
    try caller.ask(
      "node.invoke", ["nodeId": "node-host", "command": "system.which", "idempotencyKey": "k"], id: "invoke")
    let request = try #require(try node.next().payload?["id"])
    _ = try node.call("node.invoke.result", ["id": request, "nodeId": "node-host", "ok": true, "payload": [:]])
    return try #require(try caller.next().payload)
  }

  private func request() throws -> JSONValue {
    try #require(try caller.call("node.pair.request", ["nodeId": "phone"])["request"]?["requestId"])
  }

  private func token() throws -> JSONValue {
    try #require(try caller.call("node.pair.approve", ["requestId": try request()])["node"]?["token"])
  }

  private func paired() throws -> JSONValue {
    _ = try token()
    return "phone"
  }
}
