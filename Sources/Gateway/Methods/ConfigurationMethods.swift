import Configuration
import GatewayProtocol
import JSON
import Platform
import Transport

/// The methods about the configuration: `config.*`.
@LoopActor struct ConfigurationMethods {
  let server: GatewayServer

  /// `config.get`.
  func get() async -> JSONValue {
    let file = server.settings.configuration
    return await WorkThread.shared.run { Self.description(of: file.load()) }
  }

  private nonisolated static func description(of snapshot: ConfigurationSnapshot) -> JSONValue {
    let written = snapshot.written
    var object: JSONObject = [
      "path": .string(snapshot.path.string), "exists": .bool(snapshot.exists),
      "raw": written.map { .string($0.text) } ?? .null, "parsed": written?.value ?? [:],
      "valid": .bool(snapshot.isValid), "config": snapshot.value(at: .root) ?? [:],
    ]
    if snapshot.exists { object["hash"] = .string(snapshot.hash) }
    object["issues"] = .array(snapshot.issues.map(\.json))
    object["warnings"] = .array(snapshot.warnings.map(\.json))
    // What earlier programs wrote otherwise is the doctor's to find; the gateway reads no such keys.
    object["legacyIssues"] = []
    return .object(object)
  }

  /// `config.schema`.
  func schema() async -> JSONValue {
    await WorkThread.shared.run {
      [
        "schema": ConfigurationSchema.document, "uiHints": ConfigurationSchema.hints,
        "version": .string(ProductVersion.current), "generatedAt": .string(Timestamp.now().iso8601),
      ]
    }
  }

  /// `config.set`.
  func set(_ parameters: JSONValue) async throws(ErrorShape) -> JSONValue {
    let raw = parameters["raw"]?.stringValue ?? ""
    let written = try await write(.replace(Array(raw.utf8)), basedOn: parameters["baseHash"]?.stringValue)
    server.reloader?.filesChanged()
    return .object(written.json)
  }

  /// Writes a change.
  func write(
    _ change: ConfigurationChange, basedOn base: String?
  ) async throws(ErrorShape) -> WrittenChange {
    let reloader = server.reloader
    reloader?.holdRestarts()
    defer { reloader?.releaseRestarts() }
    return try await onFile(basedOn: base) { file throws(ConfigurationRefusal) in
      try file.apply(change, basedOn: base)
    }
  }

  /// Works on the file, off the loop.
  ///
  /// - Parameter base: the hash of the text that the work is made for; nil where there must be no file.
  func onFile<Value: Sendable>(
    basedOn base: String?, _ work: @escaping @Sendable (ConfigurationFile) throws(ConfigurationRefusal) -> Value
  ) async throws(ErrorShape) -> Value {
    let file = server.settings.configuration
    do throws(ConfigurationRefusal) {
      return try await WorkThread.shared.run { () throws(ConfigurationRefusal) in
        if base == nil, file.load().exists { throw .changedSince(file.path) }
        return try work(file)
      }
    } catch {
      throw ErrorShape(error, isBased: base != nil)
    }
  }
}

extension WrittenChange {
  /// What every method that writes answers with.
  var json: JSONObject {
    [
      "ok": true, "path": .string(draft.proposed.path.string), "config": draft.proposed.value(at: .root) ?? [:],
      "hash": .string(draft.proposed.hash),
    ]
  }
}

extension ErrorShape {
  /// A change that was not made.
  ///
  /// - Parameter isBased: whether the caller said which text it had changed.
  fileprivate init(_ refusal: ConfigurationRefusal, isBased: Bool) {
    switch refusal {
    case .unreadable(let problem): self = .invalidConfiguration([problem])
    case .rejected(let problems): self = .invalidConfiguration(problems)
    case .changedSince:
      self = .invalidRequest(
        isBased
          ? "config changed since last load; re-run config.get and retry"
          : "config base hash required; re-run config.get and retry")
    case .included(let path, let file, _):
      self = .invalidRequest("\(path) comes from \(file), which the config includes: change it there")
    case .masked(let path): self = .invalidRequest("\(path) is *** and there is no secret that it could stand for")
    case .absent(let path): self = .invalidRequest("\(path) is not set")
    case .impossible(let error): self = .invalidRequest("\(error)")
    case .busy(let path), .keepsChanging(let path):
      self.init(.unavailable, "another program is at work on \(path)", isRetryable: true)
    case .system(let error): self.init(.unavailable, "the config cannot be written: \(error)")
    }
  }

  private static func invalidConfiguration(_ problems: [ConfigurationProblem]) -> ErrorShape {
    ErrorShape(.invalidRequest, "invalid config", details: ["issues": .array(problems.map(\.json))])
  }
}
