import JSON
import Platform

/// A node that belongs to this gateway.
package struct PairedNode: Hashable, ShapedValue {
  package let id: String
  /// What the node proves itself with.
  package let token: Secret
  package var facts: NodeFacts
  /// When it was paired first.
  package let createdAt: Timestamp
  /// When it was paired last.
  package let approvedAt: Timestamp

  init(_ request: PairingRequest, replacing old: PairedNode?, token: Secret, at now: Timestamp) {
    id = request.nodeID
    self.token = token
    facts = old.map { request.facts.completed(by: $0.facts) } ?? request.facts
    createdAt = old?.createdAt ?? now
    approvedAt = now
  }

  package static let shape = Shape.named("PairedNode", .object(fields, isOpen: true))

  private static let fields: [Shape.Field] =
    [.required("nodeId", .nonEmptyString), .optional("token", .nonEmptyString)] + NodeFacts.fields + [
      .required("createdAtMs", .integer(minimum: 0)), .required("approvedAtMs", .integer(minimum: 0)),
    ]

  package init?(fitting value: JSONValue) {
    guard let id = value["nodeId"]?.stringValue, let token = value["token"]?.stringValue,
      let created = value["createdAtMs"]?.integerValue, let approved = value["approvedAtMs"]?.integerValue
    else { return nil }
    self.id = id
    self.token = Secret(token)
    facts = NodeFacts(fitting: value)
    createdAt = Timestamp(milliseconds: created)
    approvedAt = Timestamp(milliseconds: approved)
  }

  /// The record with its token: for the store, and for those who may pair nodes.
  package var json: JSONValue { .object(object(token: .string(token.revealed))) }

  /// The record without its token: for one who has just shown it.
  package var publicJSON: JSONValue { .object(object(token: nil)) }

  private func object(token: JSONValue?) -> JSONObject {
    JSONObject(
      present: [("nodeId", .string(id)), ("token", token)] + facts.members + [
        ("createdAtMs", .integer(createdAt.milliseconds)), ("approvedAtMs", .integer(approvedAt.milliseconds)),
      ])
  }
}
