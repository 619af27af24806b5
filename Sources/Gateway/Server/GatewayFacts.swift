import JSON
import Platform

/// What the gateway tells about itself, besides the machine: fixed from start to stop, or to the next reload.
package struct GatewayFacts: Hashable, Sendable {
  /// The version of the program.
  package var version: String
  /// The profile's name.
  package var profile: String
  /// The configuration file.
  package var configPath: AbsolutePath
  /// What the gateway keeps is below it.
  package var stateDirectory: AbsolutePath
  /// The configured agents, or the usual one.
  package var agents: [Agent]
  /// The agent that answers where no other is named.
  package var defaultAgentID: String
  /// Whether the configuration names the agents, rather than leaving it at the usual one.
  package var hasConfiguredAgents = false
  /// `session.scope`.
  package var sessionScope = "per-sender"
  /// `session.store`, with `{agentId}` where each agent has its own; nil for the usual place.
  package var sessionStoreTemplate: AbsolutePath?
  /// What conversations that say nothing else are answered by: `modelProvider`, `model`, `contextTokens`.
  package var modelDefaults: JSONValue = ["modelProvider": nil, "model": nil, "contextTokens": nil]

  /// How the configuration file stands to what is in force.
  var configuration: ConfigurationState

  /// The name of each agent's main conversation.
  static let mainKey = "main"

  /// One configured agent.
  package struct Agent: Hashable, Sendable {
    /// Its name in the configuration and the protocol.
    package let id: String
    /// What people call it; nil for its id.
    package let name: String?
    /// How it presents itself: texts by name.
    package let identity: JSONObject?

    /// An agent from its parts.
    package init(id: String, name: String? = nil, identity: JSONObject? = nil) {
      self.id = id
      self.name = name
      self.identity = identity
    }

    /// The agent in `agents.list`.
    var json: JSONValue {
      var object: JSONObject = ["id": .string(id)]
      object["name"] = name.map(JSONValue.string)
      object["identity"] = identity.map(JSONValue.object)
      return .object(object)
    }
  }

  /// The facts of a gateway whose configuration has only just been read.
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
    configuration = ConfigurationState(path: configPath)
  }

  /// Where an agent's sessions are kept.
  func sessionStore(of agent: String) -> String { store(of: agent).path.string }

  /// How session keys are made: the defaults every client is told.
  var sessionDefaults: JSONValue {
    [
      "defaultAgentId": .string(defaultAgentID), "mainKey": .string(Self.mainKey),
      "mainSessionKey": .string("agent:\(defaultAgentID):\(Self.mainKey)"), "scope": .string(sessionScope),
    ]
  }
}

// MARK: - What is on disk

extension GatewayFacts {
  /// The agents that are configured; where none is, also those that have left a directory.
  ///
  /// Reads the state directory.
  var knownAgents: [Agent] {
    guard !hasConfiguredAgents else { return agents }
    let known = Set(agents.map(\.id))
    return agents + agentDirectories.filter { !known.contains($0) }.map { Agent(id: $0) }
  }

  /// A directory that cannot be looked into holds no agents.
  private var agentDirectories: [String] {
    let directory = stateDirectory.appending("agents")
    do {
      return try (Files.list(directory) ?? []).filter { name in
        try !name.hasPrefix(".") && Files.status(directory.appending(name))?.kind == .directory
      }
    } catch { return [] }
  }

  /// The stores of all agents, each once.
  ///
  /// Reads the state directory.
  var sessionStores: [SessionStore] {
    var seen: Set<AbsolutePath> = []
    return ([defaultAgentID] + knownAgents.map(\.id)).map(store).filter { seen.insert($0.path).inserted }
  }

  /// The one store there is, or that there are several.
  var sessionStorePath: String {
    sessionStoreTemplate.flatMap { $0.string.contains(Self.placeholder) ? nil : $0.string } ?? "(multiple)"
  }

  private static let placeholder = "{agentId}"

  private func store(of agent: String) -> SessionStore {
    let usual = stateDirectory.appending("agents/\(agent)/sessions/sessions.json")
    let path = sessionStoreTemplate.flatMap {
      AbsolutePath($0.string.replacing(Self.placeholder, with: agent))
    }
    return SessionStore(path: path ?? usual, agentID: agent)
  }
}
