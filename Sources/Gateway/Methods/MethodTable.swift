import GatewayProtocol
import JSON
import Platform
import Transport

/// From a message to its response: reading, authorisation, validation, dispatch.
@LoopActor struct MethodTable {
  let server: GatewayServer
  /// The connection that asks.
  let link: ObjectIdentifier

  /// Answers a message of an admitted client.
  ///
  /// - Throws: the close that malformed JSON leads to.
  func answer(_ message: UnsafeRawBufferPointer, from caller: Caller) throws(GatewayClose) -> Reply {
    let value: JSONValue
    do throws(JSONError) { value = try JSONReader.read(message) } catch { throw .policy("invalid JSON: \(error)") }
    let request: RequestFrame
    do throws(ShapeError) { request = try RequestFrame(reading: value) } catch {
      return .now(.failure(Self.id(of: value), .invalidRequest("invalid request frame: \(error)")))
    }
    do throws(ErrorShape) {
      switch try answer(to: request, caller) {
      case .now(let result): return .now(.success(request.id, result))
      case .later(let work): return .later(id: request.id) { await response(to: request, after: work) }
      }
    } catch {
      return .now(failure(error, request))
    }
  }

  private func response(
    to request: RequestFrame, after work: @LoopActor () async throws(ErrorShape) -> JSONValue
  ) async -> ResponseFrame {
    let start = MonotonicClock.nanoseconds()
    do throws(ErrorShape) {
      let result = try await work()
      tellIfSlow(request, .nanoseconds(MonotonicClock.nanoseconds() - start))
      return .success(request.id, result)
    } catch {
      return failure(error, request)
    }
  }

  private func answer(to request: RequestFrame, _ caller: Caller) throws(ErrorShape) -> MethodAnswer {
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

  private func call(_ method: MethodDefinition, _ parameters: JSONValue) throws(ErrorShape) -> MethodAnswer {
    let nodes = NodeMethods(server: server)
    let pairing = PairingMethods(server: server)
    let configuration = ConfigurationMethods(server: server)
    let agents = AgentMethods(server: server)
    switch method {
    case .health: return .now(health(parameters))
    case .status: return .now(StatusSummary(facts: server.settings.facts, state: server.state).json)
    case .systemPresence: return .now(.array(server.state.listPresence().map(\.json)))
    case .systemEvent: return .now(try note(parameters))
    // No agent runs in this gateway yet, so none has sent one.
    case .lastHeartbeat: return .now(.null)
    case .setHeartbeats: return .now(setHeartbeats(parameters))
    case .nodeList: return .later(nodes.list)
    case .nodeDescribe: return .later { () throws(ErrorShape) in try await nodes.describe(parameters) }
    case .nodeInvoke: return .later { () throws(ErrorShape) in try await nodes.invoke(parameters) }
    case .nodeInvokeResult: return .now(try nodes.received(parameters, from: link))
    case .nodeEvent: return .now(nodes.happened(parameters, on: link))
    case .nodeRename: return .later { () throws(ErrorShape) in try await pairing.rename(parameters) }
    case .pairRequest: return .later { () throws(ErrorShape) in try await pairing.request(parameters) }
    case .pairList: return .later(pairing.list)
    case .pairApprove: return .later { () throws(ErrorShape) in try await pairing.approve(parameters) }
    case .pairReject: return .later { () throws(ErrorShape) in try await pairing.reject(parameters) }
    case .pairVerify: return .later { () throws(ErrorShape) in try await pairing.verify(parameters) }
    case .configGet: return .later(configuration.get)
    case .configSchema: return .later(configuration.schema)
    case .configSet: return .later { () throws(ErrorShape) in try await configuration.set(parameters) }
    case .configPatch, .configApply:
      let application = try ConfigurationApplication(configuration, method, parameters)
      return .later { () throws(ErrorShape) in try await application.run() }
    case .agentsList: return .later(agents.list)
    case .sessionsList: return .later { () throws(ErrorShape) in try await agents.sessions(parameters) }
    case .logsTail: return .later { () throws(ErrorShape) in try await agents.tail(parameters) }
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

  /// How long an answer may take without being told.
  private static let slowness = Duration.milliseconds(50)

  /// With `--verbose` the message log tells of every answer.
  private func tellIfSlow(_ request: RequestFrame, _ duration: Duration) {
    guard server.messageLog == nil, duration >= Self.slowness else { return }
    server.log.info("\(request.method) ok \(duration.milliseconds) ms", subsystem: "gateway/ws")
  }

  /// With `--verbose` the message log tells of every answer.
  private func failure(_ error: ErrorShape, _ request: RequestFrame) -> ResponseFrame {
    if server.messageLog == nil {
      // Without the id, so that a client that repeats itself is folded into a count.
      server.log.info("\(request.method) failed: \(error.code.rawValue) \(error.message)", subsystem: "gateway/ws")
    }
    return .failure(request.id, error)
  }
}
