import JSON
import Platform

/// The answer to `health`, encoded once: only the time of the answer varies.
struct HealthSummary: Sendable {
  private let template: JSONTemplate
  private let facts: GatewayFacts

  init(_ facts: GatewayFacts) {
    self.facts = facts
    template = JSONTemplate { Self.object(facts, timestamp: $0) }
  }

  /// Appends the object as it is at a moment.
  func append(at now: Timestamp, to output: inout [UInt8]) {
    template.append(to: &output) { JSONWriter.append(integer: now.milliseconds, to: &$1) }
  }

  /// The same as a value.
  func json(at now: Timestamp) -> JSONValue { Self.object(facts, timestamp: .integer(now.milliseconds)) }

  private static func object(_ facts: GatewayFacts, timestamp: JSONValue) -> JSONValue {
    [
      "ok": true, "ts": timestamp, "durationMs": 0, "channels": [:], "channelOrder": [],
      "channelLabels": [:], "heartbeatSeconds": 0, "defaultAgentId": .string(facts.defaultAgentID),
      "agents": .array(facts.agents.map { agent($0, facts) }), "sessions": sessions(of: facts.defaultAgentID, facts),
      "config": facts.configuration.summary,
    ]
  }

  private static func agent(_ agent: GatewayFacts.Agent, _ facts: GatewayFacts) -> JSONValue {
    var object: JSONObject = ["agentId": .string(agent.id)]
    if let name = agent.name { object["name"] = .string(name) }
    object["isDefault"] = .bool(agent.id == facts.defaultAgentID)
    object["heartbeat"] = ["enabled": false, "every": "0m", "everyMs": nil]
    object["sessions"] = sessions(of: agent.id, facts)
    return .object(object)
  }

  /// No agent runs in this gateway yet, so it holds no sessions; the store's place is told all the same.
  private static func sessions(of agent: String, _ facts: GatewayFacts) -> JSONValue {
    ["path": .string(facts.sessionStore(of: agent)), "count": 0, "recent": []]
  }
}
