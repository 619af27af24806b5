import GatewayProtocol
import JSON
import Platform
import Transport

/// The methods about agents, their conversations, and the gateway's log.
@LoopActor struct AgentMethods {
  let server: GatewayServer

  /// `agents.list`.
  func list() async -> JSONValue {
    let facts = server.settings.facts
    let agents = await WorkThread.shared.run { facts.knownAgents }
    return [
      "defaultId": .string(facts.defaultAgentID), "mainKey": .string(GatewayFacts.mainKey),
      "scope": .string(facts.sessionScope), "agents": .array(agents.map(\.json)),
    ]
  }

  /// `sessions.list`.
  func sessions(_ parameters: JSONValue) async throws(ErrorShape) -> JSONValue {
    guard let query = SessionQuery(fitting: parameters) else { throw .invalidRequest("no query") }
    let facts = server.settings.facts
    do throws(SessionStoreError) {
      return try await WorkThread.shared.run { () throws(SessionStoreError) in try Self.sessions(query, facts) }
    } catch {
      throw ErrorShape(.unavailable, error.description)
    }
  }

  private nonisolated static func sessions(
    _ query: SessionQuery, _ facts: GatewayFacts
  ) throws(SessionStoreError) -> JSONValue {
    let now = Timestamp.now()
    let listing = SessionListing(query: query, now: now)
    var entries: [SessionStore.Entry] = []
    for store in facts.sessionStores { entries += try store.entries() }
    let rows = listing.selected(entries).map(listing.row)
    return [
      "ts": .integer(now.milliseconds), "path": .string(facts.sessionStorePath), "count": .integer(Int64(rows.count)),
      "defaults": facts.modelDefaults, "sessions": .array(rows),
    ]
  }

  /// `logs.tail`.
  func tail(_ parameters: JSONValue) async throws(ErrorShape) -> JSONValue {
    var tail = LogTail(cursor: (parameters["cursor"]?.integerValue).map(Int.init(clamping:)))
    if let limit = parameters["limit"]?.integerValue { tail.limit = Int(limit) }
    if let bytes = parameters["maxBytes"]?.integerValue { tail.byteLimit = Int(bytes) }
    let (request, file) = (tail, server.settings.logFile)
    do throws(SystemError) {
      let slice = try await WorkThread.shared.run { () throws(SystemError) in try request.read(file) }
      return [
        "file": .string(file.string), "cursor": .integer(Int64(slice.size)), "size": .integer(Int64(slice.size)),
        "lines": .array(slice.lines.map(JSONValue.string)), "truncated": .bool(slice.isTruncated),
        "reset": .bool(slice.isReset),
      ]
    } catch {
      throw ErrorShape(.unavailable, "the log cannot be read: \(error)")
    }
  }
}
