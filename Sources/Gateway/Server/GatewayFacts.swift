import JSON
import Platform

/// What the gateway tells about itself, besides the machine: fixed from start to stop, or to the next reload.
package struct GatewayFacts: Hashable, Sendable {
  /// The gateway's version.
  package var version: String
  /// The name of its profile.
  package var profile: String
  /// Its config file.
  package var configPath: AbsolutePath
  /// Its state directory.
  package var stateDirectory: AbsolutePath
  /// The configured agents.
  package var agents: [Agent]
  /// The agent that is meant when none is named.
  package var defaultAgentID: String

  /// One configured agent.
  package struct Agent: Hashable, Sendable {
    /// The name in session keys and directories.
    package let id: String
    /// What people call it.
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
