import GatewayProtocol
import JSON
import Platform
import Transport

/// From a message to its response: reading, authorisation, validation, dispatch.
@LoopActor struct MethodTable {
  let server: GatewayServer

  /// Answers a message of an admitted client.
  ///
  /// - Throws: the close that malformed JSON leads to.
  func answer(_ message: UnsafeRawBufferPointer, from caller: Caller) throws(GatewayClose) -> ResponseFrame {
    let value: JSONValue
    do throws(JSONError) { value = try JSONReader.read(message) } catch { throw .policy("invalid JSON: \(error)") }
    let request: RequestFrame
    do throws(ShapeError) { request = try RequestFrame(reading: value) } catch {
      return .failure(Self.id(of: value), .invalidRequest("invalid request frame: \(error)"))
    }
    do throws(ErrorShape) {
      return .success(request.id, try result(of: request, caller))
    } catch {
      log(error, request)
      return .failure(request.id, error)
    }
  }

  private func result(of request: RequestFrame, _ caller: Caller) throws(ErrorShape) -> JSONValue {
    if let refusal = caller.refusal(of: request.method) { throw refusal }
    if request.method == MethodDefinition.connect {
      throw .invalidRequest("connect is only valid as the first request")
    }
    guard let method = MethodDefinition.named(request.method) else {
      throw .invalidRequest("unknown method: \(request.method)", .unknownMethod)
    }
    let violations = method.parameters.violations(in: request.parameters ?? [:])
    guard violations.isEmpty else { throw .invalidParameters(of: method.name, ShapeError(violations)) }
    return try call(method, request.parameters ?? [:])
  }

  private func call(_ method: MethodDefinition, _ parameters: JSONValue) throws(ErrorShape) -> JSONValue {
    switch method {
    case .health: return health(parameters)
    case .status: return StatusSummary(facts: server.settings.facts, state: server.state).json
    case .systemPresence: return .array(server.state.listPresence().map(\.json))
    case .systemEvent: return try note(parameters)
    // No agent runs in this gateway yet, so none has sent one.
    case .lastHeartbeat: return .null
    case .setHeartbeats: return setHeartbeats(parameters)
    default: throw ErrorShape(.unavailable, "\(method.name) is not available")
    }
  }

  /// There is nothing to probe that the summary does not know; a probe is told to everyone like every refresh.
  private func health(_ parameters: JSONValue) -> JSONValue {
    if parameters["probe"] == true { server.state.refreshHealth() }
    return server.state.health.json(at: .now())
  }

  private func note(_ parameters: JSONValue) throws(ErrorShape) -> JSONValue {
    guard let event = SystemEvent(fitting: parameters) else { throw .invalidRequest("text required") }
    server.state.heard(event)
    return ["ok": true]
  }

  private func setHeartbeats(_ parameters: JSONValue) -> JSONValue {
    server.state.heartbeatsEnabled = parameters["enabled"] == true
    return ["ok": true, "enabled": .bool(server.state.heartbeatsEnabled)]
  }

  /// The id to answer a broken request under: its own where it has one.
  private static func id(of value: JSONValue) -> String {
    guard let id = value["id"]?.stringValue, !id.isEmpty else { return "invalid" }
    return id
  }

  /// With `--verbose` the message log tells of every answer.
  private func log(_ error: ErrorShape, _ request: RequestFrame) {
    guard server.messageLog == nil else { return }
    // Without the id, so that a client that repeats itself is folded into a count.
    server.log.info("\(request.method) failed: \(error.code.rawValue) \(error.message)", subsystem: "gateway/ws")
  }
}
