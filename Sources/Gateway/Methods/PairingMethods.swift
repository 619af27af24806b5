import GatewayProtocol
import JSON
import Platform
import Transport

/// The methods about the pairing of nodes: `node.pair.*` and `node.rename`.
@LoopActor struct PairingMethods {
  let server: GatewayServer

  /// Looks at the book of pairings or changes it, off the loop.
  func perform<Value: Sendable>(
    _ body: @escaping @Sendable (inout PairingBook) throws(ErrorShape) -> Value
  ) async throws(ErrorShape) -> Value {
    let store = server.pairing
    return try await WorkThread.shared.run { () throws(ErrorShape) in try store.perform(at: .now(), body) }
  }

  /// `node.pair.request`.
  func request(_ parameters: JSONValue) async throws(ErrorShape) -> JSONValue {
    guard let asked = PairingRequest.Parameters(fitting: parameters) else { throw .invalidRequest("nodeId required") }
    let (request, isNew) = try await perform { $0.request(asked, id: RandomBytes.uuid(), at: .now()) }
    if isNew { server.broadcast(.pairRequested, request.json) }
    return ["status": "pending", "request": request.json, "created": .bool(isNew)]
  }

  /// `node.pair.list`, newest first.
  func list() async throws(ErrorShape) -> JSONValue {
    let book = try await perform { $0 }
    return [
      "pending": .array(book.requests.sorted { $0.timestamp > $1.timestamp }.map(\.json)),
      "paired": .array(book.nodes.sorted { $0.approvedAt > $1.approvedAt }.map(\.json)),
    ]
  }

  /// `node.pair.approve`.
  func approve(_ parameters: JSONValue) async throws(ErrorShape) -> JSONValue {
    let id = try text("requestId", of: parameters)
    let node = try await perform { book throws(ErrorShape) in
      let token = Secret(RandomBytes.make(16).hexadecimal)
      guard let node = book.approve(id, token: token, at: .now()) else { throw .unknownRequest }
      return node
    }
    resolved(id, node.id, .approved)
    return ["requestId": .string(id), "node": node.json]
  }

  /// `node.pair.reject`.
  func reject(_ parameters: JSONValue) async throws(ErrorShape) -> JSONValue {
    let id = try text("requestId", of: parameters)
    let request = try await perform { book throws(ErrorShape) in
      guard let request = book.reject(id) else { throw .unknownRequest }
      return request
    }
    resolved(id, request.nodeID, .rejected)
    return ["requestId": .string(id), "nodeId": .string(request.nodeID)]
  }

  /// `node.pair.verify`.
  func verify(_ parameters: JSONValue) async throws(ErrorShape) -> JSONValue {
    let id = try text("nodeId", of: parameters)
    let token = Secret(try text("token", of: parameters))
    guard let node = try await perform({ $0.verified(id, token) }) else { return ["ok": false] }
    return ["ok": true, "node": node.publicJSON]
  }

  /// `node.rename`.
  func rename(_ parameters: JSONValue) async throws(ErrorShape) -> JSONValue {
    let id = try text("nodeId", of: parameters)
    let name = try text("displayName", of: parameters)
    try await perform { book throws(ErrorShape) in
      guard book.rename(id, to: name) != nil else { throw .invalidRequest("unknown nodeId") }
    }
    return ["nodeId": .string(id), "displayName": .string(name)]
  }

  private func resolved(_ id: String, _ node: String, _ decision: PairingBook.Decision) {
    server.broadcast(
      .pairResolved,
      [
        "requestId": .string(id), "nodeId": .string(node), "decision": .string(decision.rawValue),
        "ts": .integer(Timestamp.now().milliseconds),
      ])
  }

  private func text(_ name: String, of parameters: JSONValue) throws(ErrorShape) -> String {
    guard let text = parameters[name]?.stringValue?.trimmed else { throw .invalidRequest("\(name) required") }
    return text
  }
}

extension ErrorShape {
  fileprivate static let unknownRequest = invalidRequest("unknown requestId")
}
