import GatewayProtocol
import JSON

/// The nodes that are connected, and what was asked of them and is not answered yet.
///
/// Holds no connection, no clock and nobody who waits: connections are told apart by a `Link`, the time is up when
/// somebody says so.
struct NodeRegistry<Link: Hashable & Sendable>: Sendable {
  private struct Member {
    let link: Link
    var node: ConnectedNode
  }

  private struct Pending {
    let link: Link
    let command: String
  }

  /// In the order they came.
  private var members: [Member] = []
  private var pending: [String: Pending] = [:]
  private let limit: Int

  /// - Parameter limit: how many answers one node may owe.
  init(limit: Int = 256) { self.limit = limit }

  /// The nodes, each once.
  var nodes: [ConnectedNode] { Dictionary(members.map { ($0.node.id, $0.node) }) { $1 }.values.map(\.self) }

  /// The node with an id; of two that call themselves the same, the one that came last.
  func node(_ id: String) -> ConnectedNode? { member(id)?.node }

  /// The id of the node at the other end of a connection.
  func id(of link: Link) -> String? { members.first { $0.link == link }?.node.id }

  private func member(_ id: String) -> Member? { members.last { $0.node.id == id } }

  mutating func connected(_ node: ConnectedNode, _ link: Link) { members.append(Member(link: link, node: node)) }

  /// Other commands are allowed from now on.
  mutating func adopt(_ policy: NodeCommandPolicy) {
    for index in members.indices { members[index].node.adopt(policy) }
  }

  /// A node went away: what it owes will not come.
  mutating func disconnected(_ link: Link) -> [(id: String, outcome: NodeOutcome)] {
    members.removeAll { $0.link == link }
    let owed = pending.filter { $0.value.link == link }
    for id in owed.keys { pending[id] = nil }
    return owed.map { ($0.key, .failure(.disconnected($0.value.command))) }
  }

  /// Notes that a node is asked, and says over which connection.
  ///
  /// - Throws: why it cannot be asked.
  mutating func begin(
    _ invocation: NodeInvocation, id: String, policy: NodeCommandPolicy
  ) throws(ErrorShape) -> Link {
    guard let member = member(invocation.nodeID) else { throw .nodeNotConnected }
    if let reason = policy.refusal(of: invocation.command, member.node) {
      throw ErrorShape(
        .invalidRequest, "node command not allowed",
        details: ["reason": .string(reason), "command": .string(invocation.command)])
    }
    guard pending.values.count(where: { $0.link == member.link }) < limit else {
      throw ErrorShape(.unavailable, "the node owes \(limit) answers already", isRetryable: true)
    }
    pending[id] = Pending(link: member.link, command: invocation.command)
    return member.link
  }

  /// Nobody waits for an answer any more; one that still comes is ignored.
  mutating func forget(_ id: String) { pending[id] = nil }

  /// A node has answered: whether anybody waits for it.
  ///
  /// - Throws: when it answers in another node's name.
  mutating func received(_ result: NodeInvokeResult, from link: Link) throws(ErrorShape) -> Bool {
    guard result.nodeID == id(of: link) else { throw .invalidRequest("nodeId mismatch") }
    guard pending[result.id]?.link == link else { return false }
    pending[result.id] = nil
    return true
  }
}

extension ErrorShape {
  fileprivate static let nodeNotConnected = ErrorShape(
    .unavailable, "node not connected", details: ["code": .string(DetailCode.nodeNotConnected.rawValue)])
}
