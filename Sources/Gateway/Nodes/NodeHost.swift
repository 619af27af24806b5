import GatewayProtocol
import JSON
import Platform
import Transport

/// The connected nodes, and the callers that wait for them.
@LoopActor final class NodeHost {
  private struct Waiting {
    let continuation: CheckedContinuation<NodeOutcome, Never>
    let timer: LoopTimer
  }

  private var registry = NodeRegistry<ObjectIdentifier>()
  private var waiting: [String: Waiting] = [:]

  /// The nodes that are connected, each once.
  var nodes: [ConnectedNode] { registry.nodes }

  /// The connected node with an id.
  func node(_ id: String) -> ConnectedNode? { registry.node(id) }

  /// The id of the node at the other end of a connection.
  func id(of link: ObjectIdentifier) -> String? { registry.id(of: link) }

  /// A node was admitted.
  func connected(_ node: ConnectedNode, _ link: ObjectIdentifier) { registry.connected(node, link) }

  /// Other commands are allowed from now on.
  func adopt(_ policy: NodeCommandPolicy) { registry.adopt(policy) }

  /// A node went away; those that wait for it are told.
  func disconnected(_ link: ObjectIdentifier) {
    for (id, outcome) in registry.disconnected(link) { finish(id, outcome) }
  }

  /// Has a node run a command.
  ///
  /// - Parameter send: sends an event over a connection; false when it cannot.
  /// - Throws: what the caller is to be answered when it is not done.
  func invoke(
    _ invocation: NodeInvocation, policy: NodeCommandPolicy, send: (EventFrame, ObjectIdentifier) -> Bool
  ) async throws(ErrorShape) -> JSONValue {
    let id = RandomBytes.uuid()
    let link = try registry.begin(invocation, id: id, policy: policy)
    guard send(invocation.request(id: id), link) else {
      registry.forget(id)
      throw ErrorShape(.unavailable, "the node does not take what is sent to it", isRetryable: true)
    }
    return try invocation.result(await outcome(of: id, within: invocation.timeout ?? NodeInvocation.defaultTimeout))
  }

  /// A node has answered: whether anybody was waiting for it.
  func received(_ result: NodeInvokeResult, from link: ObjectIdentifier) throws(ErrorShape) -> Bool {
    guard try registry.received(result, from: link) else { return false }
    finish(result.id, result.outcome)
    return true
  }

  private func outcome(of id: String, within limit: Duration) async -> NodeOutcome {
    await withCheckedContinuation { continuation in
      let timer = EventLoop.shared.schedule(after: limit) { [weak self] in
        self?.registry.forget(id)
        self?.finish(id, .failure(.timedOut))
      }
      waiting[id] = Waiting(continuation: continuation, timer: timer)
    }
  }

  private func finish(_ id: String, _ outcome: NodeOutcome) {
    guard let caller = waiting.removeValue(forKey: id) else { return }
    caller.timer.cancel()
    caller.continuation.resume(returning: outcome)
  }
}
