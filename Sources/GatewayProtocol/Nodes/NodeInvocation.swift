import JSON
import Platform

/// The parameters of `node.invoke`: a command for one node.
package struct NodeInvocation: Hashable, ShapedValue {
  package let nodeID: String
  package let command: String
  package let parameters: JSONValue?
  /// How long the node may take; nil for the usual time.
  package let timeout: Duration?
  package let idempotencyKey: String

  /// How long a node may take where nobody says.
  package static let defaultTimeout = Duration.seconds(30)
  /// No node may take longer, whoever says so: a day.
  private static let longestTimeout: Int64 = 86_400_000

  package static let shape = Shape.named(
    "NodeInvokeParams",
    .object([
      .required("nodeId", .nonEmptyString), .required("command", .nonEmptyString), .optional("params", .any),
      .optional("timeoutMs", .integer(minimum: 0, maximum: longestTimeout)),
      .required("idempotencyKey", .nonEmptyString),
    ]))

  package init?(fitting value: JSONValue) {
    guard let node = value["nodeId"]?.stringValue?.trimmed, let command = value["command"]?.stringValue?.trimmed,
      let key = value["idempotencyKey"]?.stringValue
    else { return nil }
    nodeID = node
    self.command = command
    parameters = value["params"]
    timeout = (value["timeoutMs"]?.integerValue).map(Duration.milliseconds)
    idempotencyKey = key
  }

  package var json: JSONValue {
    .object(
      JSONObject(present: [
        ("nodeId", .string(nodeID)), ("command", .string(command)), ("params", parameters),
        ("timeoutMs", (timeout?.milliseconds).map(JSONValue.integer)), ("idempotencyKey", .string(idempotencyKey)),
      ]))
  }

  /// The event that asks the node, under an id that its result must carry.
  package func request(id: String) -> EventFrame {
    EventFrame(
      event: EventDefinition.nodeInvokeRequest.name,
      payload: .object(
        JSONObject(present: [
          ("id", .string(id)), ("nodeId", .string(nodeID)), ("command", .string(command)),
          ("paramsJSON", parameters.map { .string($0.text()) } ?? .null),
          ("timeoutMs", .integer((timeout ?? Self.defaultTimeout).milliseconds)),
          ("idempotencyKey", .string(idempotencyKey)),
        ])))
  }

  /// The result of `node.invoke` for a node's answer.
  ///
  /// - Throws: what the node, or the time, had against it.
  package func result(_ outcome: NodeOutcome) throws(ErrorShape) -> JSONValue {
    switch outcome {
    case .success(let payload, let text):
      return [
        "ok": true, "nodeId": .string(nodeID), "command": .string(command), "payload": payload,
        "payloadJSON": text.map(JSONValue.string) ?? .null,
      ]
    case .failure(let error):
      throw ErrorShape(.unavailable, error.message ?? "node invoke failed", details: ["nodeError": error.json])
    }
  }
}

/// What became of an invocation.
package enum NodeOutcome: Hashable, Sendable {
  /// The node's payload, and its text where the node sent it as text.
  case success(JSONValue, text: String?)
  case failure(NodeError)
}

/// Why a node did not do what it was asked.
package struct NodeError: Hashable, ShapedValue {
  /// `TIMEOUT`, `NOT_CONNECTED`, `UNAVAILABLE`, or what the node says.
  package let code: String?
  package let message: String?

  package init(code: String?, message: String?) {
    self.code = code
    self.message = message
  }

  /// The node did not answer in time.
  package static let timedOut = NodeError(code: "TIMEOUT", message: "node invoke timed out")

  /// The node went away before it answered.
  package static func disconnected(_ command: String) -> NodeError {
    NodeError(code: DetailCode.nodeNotConnected.rawValue, message: "node disconnected (\(command))")
  }

  package static let shape = Shape.named(
    "NodeInvokeError", .object([.optional("code", .string()), .optional("message", .string())], isOpen: true))

  package init?(fitting value: JSONValue) {
    guard value.objectValue != nil else { return nil }
    self.init(code: value["code"]?.stringValue, message: value["message"]?.stringValue)
  }

  package var json: JSONValue {
    .object(
      JSONObject(present: [("code", code.map(JSONValue.string)), ("message", message.map(JSONValue.string))]))
  }
}
