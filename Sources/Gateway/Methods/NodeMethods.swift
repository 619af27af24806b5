import GatewayProtocol
import JSON
import Platform
import Transport

/// The methods about nodes: `node.*` but for `node.pair.*`.
@LoopActor struct NodeMethods {
  let server: GatewayServer

  /// `node.list`.
  func list() async throws(ErrorShape) -> JSONValue {
    let paired = try await pairedNodes()
    let connected = Dictionary(server.nodes.nodes.map { ($0.id, $0) }) { $1 }
    let ids = Set(paired.keys).union(connected.keys)
    let nodes = ids.map { NodeDescription(id: $0, connected: connected[$0], paired: paired[$0]) }
    return [
      "ts": .integer(Timestamp.now().milliseconds),
      "nodes": .array(nodes.sorted(by: NodeDescription.precedes).map { .object($0.json) }),
    ]
  }

  /// `node.describe`.
  func describe(_ parameters: JSONValue) async throws(ErrorShape) -> JSONValue {
    guard let id = parameters["nodeId"]?.stringValue?.trimmed else { throw .invalidRequest("unknown nodeId") }
    let paired = try await pairedNodes()[id]
    let connected = server.nodes.node(id)
    guard paired != nil || connected != nil else { throw .invalidRequest("unknown nodeId") }
    var description = NodeDescription(id: id, connected: connected, paired: paired).json
    description["ts"] = .integer(Timestamp.now().milliseconds)
    return .object(description)
  }

  /// `node.invoke`.
  func invoke(_ parameters: JSONValue) async throws(ErrorShape) -> JSONValue {
    guard let invocation = NodeInvocation(fitting: parameters) else {
      throw .invalidRequest("nodeId and command required")
    }
    return try await server.nodes.invoke(invocation, policy: server.settings.nodeCommands) { event, link in
      server.connection(link)?.deliver(event) ?? false
    }
  }

  /// `node.invoke.result`, from a node.
  func received(_ parameters: JSONValue, from link: ObjectIdentifier) throws(ErrorShape) -> JSONValue {
    guard let result = NodeInvokeResult(fitting: parameters) else { throw .invalidRequest("id and nodeId required") }
    return try server.nodes.received(result, from: link) ? ["ok": true] : ["ok": true, "ignored": true]
  }

  /// `node.event`, from a node: what it ran becomes a note; what is for agents has nobody to go to yet.
  func happened(_ parameters: JSONValue, on link: ObjectIdentifier) -> JSONValue {
    guard let event = NodeEvent(fitting: parameters), let node = server.nodes.id(of: link) else { return ["ok": true] }
    if let note = ExecutionNote(event, node: node) {
      server.state.noted(note.text)
    } else {
      server.log.debug(
        "event of a node is not used: \(event.event)", subsystem: "gateway/nodes", fields: ["node": node])
    }
    return ["ok": true]
  }

  private func pairedNodes() async throws(ErrorShape) -> [String: PairedNode] {
    let nodes = try await PairingMethods(server: server).perform { $0.nodes }
    return Dictionary(nodes.map { ($0.id, $0) }) { $1 }
  }
}
