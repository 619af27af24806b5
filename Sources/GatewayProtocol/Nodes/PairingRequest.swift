import JSON
import Platform

/// A node that asks to belong to this gateway, until somebody decides or the time is over.
package struct PairingRequest: Hashable, ShapedValue {
  package let id: String
  package let nodeID: String
  package let facts: NodeFacts
  package let isSilent: Bool?
  /// Whether the node was paired already.
  package let isRepair: Bool
  package let timestamp: Timestamp

  init(id: String, _ parameters: Parameters, isRepair: Bool, at now: Timestamp) {
    self.id = id
    nodeID = parameters.nodeID
    facts = parameters.facts
    isSilent = parameters.isSilent
    self.isRepair = isRepair
    timestamp = now
  }

  package static let shape = Shape.named(
    "NodePairingRequest",
    .object(
      [.required("requestId", .nonEmptyString), .required("nodeId", .nonEmptyString)] + NodeFacts.fields + [
        .optional("silent", .boolean), .optional("isRepair", .boolean), .required("ts", .integer(minimum: 0)),
      ], isOpen: true))

  package init?(fitting value: JSONValue) {
    guard let id = value["requestId"]?.stringValue, let node = value["nodeId"]?.stringValue,
      let timestamp = value["ts"]?.integerValue
    else { return nil }
    self.id = id
    nodeID = node
    facts = NodeFacts(fitting: value)
    isSilent = value["silent"]?.boolValue
    isRepair = value["isRepair"]?.boolValue ?? false
    self.timestamp = Timestamp(milliseconds: timestamp)
  }

  package var json: JSONValue {
    .object(
      JSONObject(
        present: [("requestId", .string(id)), ("nodeId", .string(nodeID))] + facts.members + [
          ("silent", isSilent.map(JSONValue.bool)), ("isRepair", isRepair ? true : nil),
          ("ts", .integer(timestamp.milliseconds)),
        ]))
  }

  /// The parameters of `node.pair.request`.
  package struct Parameters: Hashable, ShapedValue {
    package let nodeID: String
    package let facts: NodeFacts
    package let isSilent: Bool?

    package static let shape = Shape.named(
      "NodePairRequestParams",
      .object([.required("nodeId", .nonEmptyString)] + NodeFacts.fields + [.optional("silent", .boolean)]))

    package init?(fitting value: JSONValue) {
      guard let node = value["nodeId"]?.stringValue?.trimmed else { return nil }
      nodeID = node
      facts = NodeFacts(fitting: value)
      isSilent = value["silent"]?.boolValue
    }

    package var json: JSONValue {
      .object(
        JSONObject(
          present: [("nodeId", .string(nodeID))] + facts.members + [("silent", isSilent.map(JSONValue.bool))]))
    }
  }
}
