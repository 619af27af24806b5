import Configuration
import GatewayProtocol
import Glibc
import JSON
import Platform
import Transport

/// The methods that change the configuration and apply it: `config.patch` and `config.apply`.
///
/// What no gateway would start with is not written. What is written is applied at once, or by a restart that waits until
/// the answer has gone out.
@LoopActor struct ConfigurationApplication {
  let methods: ConfigurationMethods
  let method: MethodDefinition
  let request: ConfigurationChangeRequest

  init(_ methods: ConfigurationMethods, _ method: MethodDefinition, _ parameters: JSONValue) throws(ErrorShape) {
    guard let request = ConfigurationChangeRequest(fitting: parameters) else { throw .invalidRequest("raw required") }
    self.methods = methods
    self.method = method
    self.request = request
  }

  private var server: GatewayServer { methods.server }

  /// Writes the change, applies it, and says what that takes.
  func run() async throws(ErrorShape) -> JSONValue {
    let change = try change
    try await check(change)
    let written = try await methods.write(change, basedOn: request.baseHash)
    let outcome = await server.reloader?.apply(restartingAfter: request.restartDelay) ?? .tooLate
    var answer = written.json
    answer["restart"] = restart(outcome)
    answer["sentinel"] = await leaveSentinel(outcome)
    return .object(answer)
  }

  private var change: ConfigurationChange {
    get throws(ErrorShape) {
      guard method == .configPatch else { return .replace(Array(request.raw.utf8)) }
      let patch: JSONValue
      do throws(JSON5Error) { patch = try JSON5Document(Array(request.raw.utf8)).value } catch {
        throw .invalidRequest("\(method.name) raw is not JSON5: \(error)")
      }
      guard patch.objectValue != nil else { throw .invalidRequest("\(method.name) raw must be an object") }
      return .merge(patch)
    }
  }

  /// A patch mends nothing: a file that is wrong already is to be put right first.
  private func check(_ change: ConfigurationChange) async throws(ErrorShape) {
    let (reloader, base, isPatch) = (server.reloader, request.baseHash, method == .configPatch)
    let refusal: StartRefusal? = try await methods.onFile(basedOn: base) { file throws(ConfigurationRefusal) in
      let draft = try file.draft(change, basedOn: base)
      if isPatch, !draft.current.isValid { throw .rejected(draft.current.issues) }
      return reloader?.refusal(of: draft.proposed)
    }
    guard let refusal else { return }
    throw ErrorShape(
      .invalidRequest, "invalid config", details: ["issues": [["path": "", "message": .string(refusal.description)]]])
  }

  private func restart(_ outcome: ReloadOutcome) -> JSONValue {
    var reason = method.name
    var isScheduled = false
    switch outcome {
    case .restarting: isScheduled = true
    case .applied: reason = "no restart needed"
    case .refused(let text): reason = text
    case .tooLate: reason = "the gateway is stopping"
    }
    return [
      "ok": .bool(isScheduled), "pid": .integer(Int64(getpid())), "signal": "SIGUSR1",
      "delayMs": .integer(isScheduled ? request.restartDelay.milliseconds : 0), "reason": .string(reason),
      "mode": "emit",
    ]
  }

  /// Without a restart nobody reads a sentinel: what it would say is said now.
  private func leaveSentinel(_ outcome: ReloadOutcome) async -> JSONValue {
    let facts = server.settings.facts
    let sentinel = RestartSentinel(
      timestamp: .now(), sessionKey: request.sessionKey, message: request.note,
      doctorHint: "Run: \(server.settings.configuration.checkingCommand)", mode: method.name,
      root: facts.stateDirectory.string)
    var path: JSONValue = .null
    if case .restarting = outcome {
      let file = SentinelFile(stateDirectory: facts.stateDirectory)
      do throws(SystemError) {
        try await WorkThread.shared.run { () throws(SystemError) in try file.write(sentinel) }
        path = .string(file.path.string)
      } catch { server.log.warn("the restart's note is lost: \(error)", subsystem: "reload") }
    } else if let note = request.note {
      server.state.noted(note)
    }
    return ["path": path, "payload": sentinel.json]
  }
}
