import JSON

/// The parameters of `node.invoke.result`: a node's answer to `node.invoke.request`.
package struct NodeInvokeResult: Hashable, ShapedValue {
  /// The id of the request.
  package let id: String
  package let nodeID: String
  package let outcome: NodeOutcome

  /// `payloadJSON` and `error` may be null, and a `payloadJSON` that is no text counts as payload: earlier nodes send so.
  package static let shape = Shape.named(
    "NodeInvokeResultParams",
    .object([
      .required("id", .nonEmptyString), .required("nodeId", .nonEmptyString), .required("ok", .boolean),
      .optional("payload", .any), .optional("payloadJSON", .any), .optional("error", .nullable(NodeError.shape)),
    ]))

  package init?(fitting value: JSONValue) {
    guard let id = value["id"]?.stringValue, let node = value["nodeId"]?.stringValue, let isOK = value["ok"]?.boolValue
    else { return nil }
    self.id = id
    nodeID = node
    if isOK {
      outcome = .success(NodePayload.value(of: value) ?? .null, text: value["payloadJSON"]?.stringValue)
    } else {
      outcome = .failure(value["error"].flatMap(NodeError.init(fitting:)) ?? NodeError(code: nil, message: nil))
    }
  }

  package var json: JSONValue {
    var object: JSONObject = ["id": .string(id), "nodeId": .string(nodeID)]
    switch outcome {
    case .success(let payload, let text):
      object["ok"] = true
      object["payload"] = text == nil ? payload : nil
      object["payloadJSON"] = text.map(JSONValue.string)
    case .failure(let error):
      object["ok"] = false
      object["error"] = error.json
    }
    return .object(object)
  }
}

/// The parameters of `node.event`: something happened on a node.
package struct NodeEvent: Hashable, ShapedValue {
  package let event: String
  package let payload: JSONValue?

  package static let shape = Shape.named(
    "NodeEventParams",
    .object([.required("event", .nonEmptyString), .optional("payload", .any), .optional("payloadJSON", .any)]))

  package init?(fitting value: JSONValue) {
    guard let event = value["event"]?.stringValue?.trimmed else { return nil }
    self.event = event
    payload = NodePayload.value(of: value)
  }

  package var json: JSONValue {
    .object(JSONObject(present: [("event", .string(event)), ("payload", payload)]))
  }
}

/// The two forms in which nodes send a payload: as it is, and as JSON text.
enum NodePayload {
  /// What either field holds; a text that is no JSON is taken as text.
  static func value(of parameters: JSONValue) -> JSONValue? {
    guard let other = parameters["payloadJSON"], other != .null else { return parameters["payload"] }
    guard let text = other.stringValue else { return parameters["payload"] ?? other }
    do throws(JSONError) { return try JSONReader.read(text) } catch { return other }
  }
}
