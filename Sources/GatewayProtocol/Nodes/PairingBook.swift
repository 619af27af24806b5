import JSON
import Platform

/// Which nodes belong to this gateway and which ask to: the state behind `node.pair.*`.
///
/// Holds no file and no clock. Requests expire, and there are never many.
package struct PairingBook: Hashable, Sendable {
  /// What requests are held to.
  package struct Limits: Hashable, Sendable {
    /// How long a request waits for a decision.
    package var timeToLive = Duration.seconds(300)
    /// How many wait at once; the oldest go first.
    package var requests = 100

    package init() {}
  }

  /// What was decided on a request.
  package enum Decision: String, Hashable, Sendable, CaseIterable {
    case approved
    case rejected
  }

  package private(set) var requests: [PairingRequest]
  package private(set) var nodes: [PairedNode]
  private let limits: Limits

  package init(requests: [PairingRequest] = [], nodes: [PairedNode] = [], limits: Limits = Limits()) {
    self.requests = requests
    self.nodes = nodes
    self.limits = limits
  }

  /// The node with an id, if it is paired.
  package func node(_ id: String) -> PairedNode? { nodes.first { $0.id == id } }

  /// Forgets the requests whose time is over; nobody is told.
  package mutating func expire(at now: Timestamp) {
    let oldest = now.milliseconds - limits.timeToLive.milliseconds
    requests.removeAll { $0.timestamp.milliseconds < oldest }
  }

  /// Notes that a node asks; one that asks already goes on asking.
  package mutating func request(
    _ parameters: PairingRequest.Parameters, id: String, at now: Timestamp
  ) -> (request: PairingRequest, isNew: Bool) {
    if let request = requests.first(where: { $0.nodeID == parameters.nodeID }) { return (request, false) }
    let request = PairingRequest(id: id, parameters, isRepair: node(parameters.nodeID) != nil, at: now)
    if requests.count >= limits.requests { requests.removeFirst(requests.count - limits.requests + 1) }
    requests.append(request)
    return (request, true)
  }

  /// Pairs the node of a request, with a token that no earlier pairing of it had; nil for an unknown request.
  package mutating func approve(_ id: String, token: Secret, at now: Timestamp) -> PairedNode? {
    guard let request = take(id) else { return nil }
    let node = PairedNode(request, replacing: node(request.nodeID), token: token, at: now)
    nodes.removeAll { $0.id == node.id }
    nodes.append(node)
    return node
  }

  /// Forgets a request; nil for an unknown one.
  package mutating func reject(_ id: String) -> PairingRequest? { take(id) }

  /// Gives a node another name; nil when it is not paired.
  package mutating func rename(_ id: String, to name: String) -> PairedNode? {
    guard let position = nodes.firstIndex(where: { $0.id == id }) else { return nil }
    nodes[position].facts.displayName = name
    return nodes[position]
  }

  /// The node whose token this is.
  ///
  /// Compared in constant time.
  package func verified(_ id: String, _ token: Secret) -> PairedNode? {
    node(id).flatMap { $0.token.matches(token) ? $0 : nil }
  }

  private mutating func take(_ id: String) -> PairingRequest? {
    requests.firstIndex { $0.id == id }.map { requests.remove(at: $0) }
  }
}
