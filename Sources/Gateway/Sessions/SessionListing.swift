import GatewayProtocol
import JSON
import Platform

/// The answer to `sessions.list` from the entries of the stores.
struct SessionListing {
  let query: SessionQuery
  let now: Timestamp

  /// The entries that are asked for, those changed last first.
  func selected(_ entries: [SessionStore.Entry]) -> [SessionStore.Entry] {
    let sorted = entries.filter(isWanted).sorted { ($1.updatedAt ?? 0, $0.key) < ($0.updatedAt ?? 0, $1.key) }
    return Array(sorted.prefix(query.limit ?? .max))
  }

  private func isWanted(_ entry: SessionStore.Entry) -> Bool {
    let isSpecial = entry.key == "global" || entry.key == "unknown"
    if entry.key == "global" && !query.includesGlobal || entry.key == "unknown" && !query.includesUnknown {
      return false
    }
    if isSpecial, query.agentID != nil || query.spawnedBy != nil { return false }
    if let agent = query.agentID, entry.agentID != agent.lowercased() { return false }
    if let parent = query.spawnedBy, entry.fields["spawnedBy"]?.stringValue != parent { return false }
    if let label = query.label, entry.fields["label"]?.stringValue != label { return false }
    if let minutes = query.activeMinutes {
      let (span, isEndless) = minutes.multipliedReportingOverflow(by: 60_000)
      guard isEndless || (entry.updatedAt ?? 0) >= now.milliseconds - span else { return false }
    }
    return query.search.map { contains($0.lowercased(), entry) } ?? true
  }

  private func contains(_ text: String, _ entry: SessionStore.Entry) -> Bool {
    let names = ["displayName", "label", "subject", "sessionId"].compactMap { entry.fields[$0]?.stringValue }
    return (names + [entry.key]).contains { $0.lowercased().contains(text) }
  }

  /// An entry as a row, with what its transcript says where that is asked for.
  func row(_ entry: SessionStore.Entry) -> JSONValue {
    var row: JSONObject = [
      "key": .string(entry.key), "kind": .string(entry.kind),
      "updatedAt": entry.updatedAt.map(JSONValue.integer) ?? .null,
    ]
    for name in SessionQuery.copiedFields { row[name] = entry.fields[name] }
    let transcript = SessionTranscript(of: entry)
    if query.includesDerivedTitles { row["derivedTitle"] = transcript.title.map(JSONValue.string) }
    if query.includesLastMessage { row["lastMessagePreview"] = transcript.lastText.map(JSONValue.string) }
    return .object(row)
  }
}

extension SessionStore.Entry {
  /// When it was changed last, in milliseconds since the epoch.
  var updatedAt: Int64? { fields["updatedAt"]?.integerValue }

  /// The agent that the key names.
  var agentID: String? {
    let parts = key.split(separator: ":", maxSplits: 2)
    return parts.count == 3 && parts[0] == "agent" ? parts[1].lowercased() : nil
  }

  fileprivate var kind: String {
    if key == "global" || key == "unknown" { return key }
    let isGroup = ["group", "channel"].contains(fields["chatType"]?.stringValue ?? "")
    return isGroup || key.contains(":group:") || key.contains(":channel:") ? "group" : "direct"
  }
}
