import JSON
import Platform

/// One line of the presence list: the gateway itself, or a client that is or lately was connected.
package struct PresenceEntry: Hashable, ShapedValue {
  /// The name of the machine.
  package var host: String?
  /// The IP address of the machine; `ip` on the wire.
  package var address: String?
  /// The version of the program.
  package var version: String?
  /// The operating system, for example `linux 6.8`.
  package var platform: String?
  /// The kind of device, for example `iPhone`.
  package var deviceFamily: String?
  /// The maker's name of the model, for example `Mac16,6`.
  package var modelIdentifier: String?
  /// How the client works: a `ClientMode`, or `gateway`.
  package var mode: String?
  /// Seconds since somebody last touched the machine; never negative.
  package var lastInputSeconds: Int64?
  /// What caused the entry: `connect`, `disconnect`, `self` or the words of a beacon.
  package var reason: String?
  /// Labels the client gave itself.
  package var tags: [String]?
  /// The line for a person.
  package var text: String?
  /// When the entry was made or last renewed; `ts` on the wire.
  package var timestamp: Timestamp
  /// The device identity the client presented.
  package var deviceID: String?
  /// The roles under which the device is connected.
  package var roles: [String]?
  /// The rights of the device's connections.
  package var scopes: [String]?
  /// What tells two installations on one machine apart.
  package var instanceID: String?

  package init(timestamp: Timestamp) { self.timestamp = timestamp }

  package static let shape = Shape.named(
    "PresenceEntry",
    .object([
      .optional("host", .nonEmptyString), .optional("ip", .nonEmptyString), .optional("version", .nonEmptyString),
      .optional("platform", .nonEmptyString), .optional("deviceFamily", .nonEmptyString),
      .optional("modelIdentifier", .nonEmptyString), .optional("mode", .nonEmptyString),
      .optional("lastInputSeconds", .integer(minimum: 0)), .optional("reason", .nonEmptyString),
      .optional("tags", .array(of: .nonEmptyString)), .optional("text", .string()),
      .required("ts", .integer(minimum: 0)), .optional("deviceId", .nonEmptyString),
      .optional("roles", .array(of: .nonEmptyString)), .optional("scopes", .array(of: .nonEmptyString)),
      .optional("instanceId", .nonEmptyString),
    ]))

  /// Takes what fits; a field of the wrong type, or a blank one, counts as absent.
  package init?(fitting value: JSONValue) {
    guard let timestamp = value["ts"]?.integerValue else { return nil }
    self.init(timestamp: Timestamp(milliseconds: timestamp))
    func text(_ name: String) -> String? { value[name]?.stringValue?.trimmed }
    func list(_ name: String) -> [String]? { value.objectValue?.strings(name)?.compactMap(\.trimmed) }
    host = text("host")
    address = text("ip")
    version = text("version")
    platform = text("platform")
    deviceFamily = text("deviceFamily")
    modelIdentifier = text("modelIdentifier")
    mode = text("mode")
    lastInputSeconds = value["lastInputSeconds"]?.integerValue.flatMap { $0 >= 0 ? $0 : nil }
    reason = text("reason")
    tags = list("tags")
    self.text = text("text")
    deviceID = text("deviceId")
    roles = list("roles")
    scopes = list("scopes")
    instanceID = text("instanceId")
  }

  package var json: JSONValue {
    let texts = [
      ("host", host), ("ip", address), ("version", version), ("platform", platform), ("deviceFamily", deviceFamily),
      ("modelIdentifier", modelIdentifier), ("mode", mode), ("reason", reason), ("text", text),
    ]
    return .object(
      JSONObject(
        present: texts.map { ($0, $1.map(JSONValue.string)) } + [
          ("lastInputSeconds", lastInputSeconds.map(JSONValue.integer)), ("tags", tags.map(JSONValue.strings)),
          ("ts", .integer(timestamp.milliseconds)), ("deviceId", deviceID.map(JSONValue.string)),
          ("roles", roles.map(JSONValue.strings)), ("scopes", scopes.map(JSONValue.strings)),
          ("instanceId", instanceID.map(JSONValue.string)),
        ]))
  }

  /// Keeps what an earlier entry of the same key knew and this one does not; roles and scopes add up.
  package mutating func merge(_ old: PresenceEntry) {
    host = host ?? old.host
    address = address ?? old.address
    version = version ?? old.version
    platform = platform ?? old.platform
    deviceFamily = deviceFamily ?? old.deviceFamily
    modelIdentifier = modelIdentifier ?? old.modelIdentifier
    mode = mode ?? old.mode
    lastInputSeconds = lastInputSeconds ?? old.lastInputSeconds
    reason = reason ?? old.reason
    tags = tags ?? old.tags
    text = text ?? old.text
    deviceID = deviceID ?? old.deviceID
    roles = Self.union(roles, old.roles)
    scopes = Self.union(scopes, old.scopes)
    instanceID = instanceID ?? old.instanceID
  }

  private static func union(_ new: [String]?, _ old: [String]?) -> [String]? {
    guard let new, let old else { return new ?? old }
    return Set(new + old).sorted()
  }
}
