import Configuration
import JSON
import Platform
import Profiles

extension GatewayFacts {
  /// What a configuration makes the gateway tell about itself.
  init(_ snapshot: ConfigurationSnapshot, profile: Profile, environment: Environment) {
    let entries = snapshot.redacted["agents"]?["list"]?.arrayValue ?? []
    let configured = entries.compactMap { entry in Agent(entry).map { (agent: $0, entry) } }
    let chosen = configured.first { $0.1["default"] == true } ?? configured.first
    self.init(
      version: environment["OPENCLAW_VERSION"] ?? ProductVersion.current, profile: profile.name.text,
      configPath: profile.configPath, stateDirectory: profile.stateDirectory,
      agents: configured.isEmpty ? [Agent(id: "main")] : configured.map(\.agent),
      defaultAgentID: chosen?.agent.id ?? "main")
    self.configuration = ConfigurationState(snapshot)
    hasConfiguredAgents = !configured.isEmpty
    sessionScope = snapshot.configuration.sessionScope
    sessionStoreTemplate = snapshot.configuration.sessionStore
    modelDefaults = Self.modelDefaults(snapshot.redacted["agents"]?["defaults"])
  }

  /// The provider and the model of `provider/model`; an alias is a model of no provider.
  private static func modelDefaults(_ section: JSONValue?) -> JSONValue {
    let parts = section?["model"]?["primary"]?.stringValue?.split(separator: "/", maxSplits: 1).map(String.init) ?? []
    return [
      "modelProvider": parts.count == 2 ? .string(parts[0]) : .null, "model": parts.last.map(JSONValue.string) ?? .null,
      "contextTokens": (section?["contextTokens"]?.integerValue).map(JSONValue.integer) ?? .null,
    ]
  }
}

extension GatewayFacts.Agent {
  private static let identityFields = ["name", "theme", "emoji", "avatar", "avatarUrl"]

  /// The agent of an entry of `agents.list`; nil for one without an id.
  fileprivate init?(_ entry: JSONValue) {
    guard let id = entry["id"]?.stringValue else { return nil }
    let fields = Self.identityFields.compactMap { name in
      entry["identity"]?[name]?.stringValue.map { (name, JSONValue.string($0)) }
    }
    self.init(
      id: id, name: entry["name"]?.stringValue, identity: fields.isEmpty ? nil : JSONObject(fields))
  }
}
