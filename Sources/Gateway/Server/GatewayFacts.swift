import JSON
import Platform

/// What the gateway tells about itself, besides the machine: fixed from start to stop, or to the next reload.
package struct GatewayFacts: Hashable, Sendable {
  package var version: String
  package var profile: String
  package var configPath: AbsolutePath
  package var stateDirectory: AbsolutePath
  package var agents: [Agent]
  package var defaultAgentID: String

  /// One configured agent.
  package struct Agent: Hashable, Sendable {
    package let id: String
    package let name: String?

    package init(id: String, name: String? = nil) {
      self.id = id
      self.name = name
    }
  }

  package init(
    version: String, profile: String, configPath: AbsolutePath, stateDirectory: AbsolutePath,
    agents: [Agent] = [Agent(id: "main")], defaultAgentID: String = "main"
  ) {
    self.version = version
    self.profile = profile
    self.configPath = configPath
    self.stateDirectory = stateDirectory
    self.agents = agents
    self.defaultAgentID = defaultAgentID
  }

  /// Where an agent's sessions are kept.
  func sessionStore(of agent: String) -> String {
    stateDirectory.appending("agents/\(agent)/sessions/sessions.json").string
  }

  /// How session keys are made: the defaults every client is told.
  var sessionDefaults: JSONValue {
    [
      "defaultAgentId": .string(defaultAgentID), "mainKey": "main",
      "mainSessionKey": .string("agent:\(defaultAgentID):main"), "scope": "per-sender",
    ]
  }
}
