import JSON
import Platform

/// What a client needs to render at once, without asking.
package struct Snapshot: Hashable, ShapedValue {
  /// Who is there.
  package var presence: [PresenceEntry]
  /// The result of `health` as of the last refresh.
  package var health: JSONValue
  /// Which presence list and which health these are.
  package var stateVersion: StateVersion
  /// How long the gateway has been serving.
  package var uptime: Duration
  /// The gateway's config file.
  package var configPath: String?
  /// The gateway's state directory; `stateDir` on the wire.
  package var stateDirectory: String?
  /// How session keys are made.
  package var sessionDefaults: JSONValue?

  package init(presence: [PresenceEntry], health: JSONValue, stateVersion: StateVersion, uptime: Duration) {
    self.presence = presence
    self.health = health
    self.stateVersion = stateVersion
    self.uptime = uptime
  }

  package static let shape = Shape.named(
    "Snapshot",
    .object([
      .required("presence", .array(of: PresenceEntry.shape)), .required("health", .any),
      .required("stateVersion", StateVersion.shape), .required("uptimeMs", .integer(minimum: 0)),
      .optional("configPath", .nonEmptyString), .optional("stateDir", .nonEmptyString),
      .optional(
        "sessionDefaults",
        .named(
          "SessionDefaults",
          .object([
            .required("defaultAgentId", .nonEmptyString), .required("mainKey", .nonEmptyString),
            .required("mainSessionKey", .nonEmptyString), .optional("scope", .nonEmptyString),
          ]))),
    ]))

  package init?(fitting value: JSONValue) {
    guard let presence = value["presence"]?.arrayValue, let health = value["health"],
      let version = value["stateVersion"].flatMap(StateVersion.init(fitting:)),
      let uptime = value["uptimeMs"]?.integerValue
    else { return nil }
    self.init(
      presence: presence.compactMap(PresenceEntry.init(fitting:)), health: health, stateVersion: version,
      uptime: .milliseconds(uptime))
    configPath = value["configPath"]?.stringValue
    stateDirectory = value["stateDir"]?.stringValue
    sessionDefaults = value["sessionDefaults"]
  }

  package var json: JSONValue {
    .object(
      JSONObject(present: [
        ("presence", .array(presence.map(\.json))), ("health", health), ("stateVersion", stateVersion.json),
        ("uptimeMs", .integer(uptime.milliseconds)), ("configPath", configPath.map(JSONValue.string)),
        ("stateDir", stateDirectory.map(JSONValue.string)), ("sessionDefaults", sessionDefaults),
      ]))
  }
}
