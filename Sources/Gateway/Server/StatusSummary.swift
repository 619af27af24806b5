import JSON

/// The answer to `status`.
struct StatusSummary {
  let facts: GatewayFacts

  var json: JSONValue {
    [
      "heartbeat": [
        "defaultAgentId": .string(facts.defaultAgentID),
        "agents": .array(
          facts.agents.map { ["agentId": .string($0.id), "enabled": false, "every": "0m", "everyMs": nil] }),
      ],
      "channelSummary": [], "queuedSystemEvents": [],
      "sessions": [
        "paths": .array(facts.agents.map { .string(facts.sessionStore(of: $0.id)) }), "count": 0,
        "defaults": ["model": nil, "contextTokens": nil], "recent": [],
        "byAgent": .array(
          facts.agents.map {
            ["agentId": .string($0.id), "path": .string(facts.sessionStore(of: $0.id)), "count": 0, "recent": []]
          }),
      ],
    ]
  }
}
