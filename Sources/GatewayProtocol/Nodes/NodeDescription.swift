import JSON
import Platform

/// A node as `node.list` and `node.describe` tell it: one that is paired, connected, or both.
package struct NodeDescription: Hashable, Sendable {
  /// The node's id, which it keeps over its connections.
  package let id: String
  /// What is known of it.
  package let facts: NodeFacts
  /// The node's `PATH`.
  package let searchPath: String?
  /// Since when it is connected; nil when it is not.
  package let connectedAt: Timestamp?
  /// Whether `node.pair` says that it belongs to this gateway.
  package let isPaired: Bool

  /// A node of which both or either is known: its connection and its pairing.
  ///
  /// What the connection says comes first.
  package init(id: String, connected: ConnectedNode?, paired: PairedNode?) {
    self.id = id
    let known = [connected?.facts, paired?.facts].compactMap(\.self)
    facts = known.dropFirst().reduce(known.first ?? NodeFacts(fitting: nil)) { $0.completed(by: $1) }
    searchPath = connected?.searchPath
    connectedAt = connected?.connectedAt
    isPaired = paired != nil
  }

  package static let shape = Shape.named("NodeDescription", .object(fields, isOpen: true))

  static let fields: [Shape.Field] =
    [.required("nodeId", .nonEmptyString)] + NodeFacts.fields + [
      .optional("pathEnv", .string()), .optional("connectedAtMs", .integer(minimum: 0)), .required("paired", .boolean),
      .required("connected", .boolean),
    ]

  package var json: JSONObject {
    var facts = facts
    facts.capabilities = Set(facts.capabilities ?? []).sorted()
    facts.commands = Set(facts.commands ?? []).sorted()
    return JSONObject(
      present: [("nodeId", .string(id))] + facts.members + [
        ("pathEnv", searchPath.map(JSONValue.string)),
        ("connectedAtMs", (connectedAt?.milliseconds).map(JSONValue.integer)), ("paired", .bool(isPaired)),
        ("connected", .bool(connectedAt != nil)),
      ])
  }

  /// Connected ones first, then by what people call them.
  package static func precedes(_ left: NodeDescription, _ right: NodeDescription) -> Bool {
    if (left.connectedAt == nil) != (right.connectedAt == nil) { return left.connectedAt != nil }
    return (left.name, left.id) < (right.name, right.id)
  }

  private var name: String { (facts.displayName ?? id).lowercased() }
}

/// A node while it is connected.
package struct ConnectedNode: Hashable, Sendable {
  /// `device.id` where it has one, else `client.id`.
  package let id: String
  /// What it said of itself; of its commands, those that are allowed.
  package private(set) var facts: NodeFacts
  /// Its `PATH`.
  package let searchPath: String?
  /// Since when it is connected.
  package let connectedAt: Timestamp
  /// The commands that it says it can run, allowed or not.
  private let declaredCommands: [String]

  /// The node that was admitted with these parameters.
  package init(
    _ parameters: ConnectParameters, policy: NodeCommandPolicy, remoteAddress: String?, at now: Timestamp
  ) {
    id = parameters.device?.id ?? parameters.client.id.rawValue
    facts = NodeFacts(parameters, remoteAddress: remoteAddress)
    searchPath = parameters.searchPath
    connectedAt = now
    declaredCommands = parameters.commands
    adopt(policy)
  }

  /// Other commands are allowed from now on.
  package mutating func adopt(_ policy: NodeCommandPolicy) {
    facts.commands = policy.allowed(of: declaredCommands, facts)
  }
}
