import GatewayProtocol
import JSON
import Transport

/// What a method makes of a request.
enum MethodAnswer {
  /// The result.
  case now(JSONValue)
  /// Work that leads to it: a node, a file or another thread has to be waited for.
  case later(@LoopActor () async throws(ErrorShape) -> JSONValue)
}

/// How a message is answered.
enum Reply {
  case now(ResponseFrame)
  /// Work that leads to the answer, and the id of the request.
  case later(id: String, @LoopActor () async -> ResponseFrame)
}
