import JSON
import Transport

/// The answer to `status`.
@LoopActor struct StatusSummary {
  let facts: GatewayFacts
  let state: SharedState

  var json: JSONValue {
    [
      "heartbeat": [
        "defaultAgentId": .string(facts.defaultAgentID), "enabled": .bool(state.heartbeatsEnabled),
        "agents": .array(
          facts.agents.map { ["agentId": .string($0.id), "enabled": false, "every": "0m", "everyMs": nil] }),
      ],
      "config": facts.configuration.json, "channelSummary": [],
      "queuedSystemEvents": .array(state.notes.texts.map(JSONValue.string)),
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
