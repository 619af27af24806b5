import JSON

/// What a client says it is: `client` of `connect`.
package struct ClientDescription: Hashable, ShapedValue {
  /// Which program it is.
  package var id: ClientID
  /// What people call this client.
  package var displayName: String?
  /// The version of the program.
  package var version: String
  /// The operating system it runs on.
  package var platform: String
  /// The kind of device, for example `iPhone`.
  package var deviceFamily: String?
  /// The maker's name of the model.
  package var modelIdentifier: String?
  /// In what manner it works.
  package var mode: ClientMode
  /// What tells two installations on one machine apart.
  package var instanceID: String?

  package init(id: ClientID, version: String, platform: String, mode: ClientMode) {
    self.id = id
    self.version = version
    self.platform = platform
    self.mode = mode
  }

  package static let shape = Shape.named(
    "ConnectClient",
    .object([
      .required("id", .choice(ClientID.known.map(\.rawValue))), .optional("displayName", .nonEmptyString),
      .required("version", .nonEmptyString), .required("platform", .nonEmptyString),
      .optional("deviceFamily", .nonEmptyString), .optional("modelIdentifier", .nonEmptyString),
      .required("mode", .choice(ClientMode.allCases.map(\.rawValue))), .optional("instanceId", .nonEmptyString),
    ]))

  package init?(fitting value: JSONValue) {
    guard let id = value["id"]?.stringValue, let version = value["version"]?.stringValue,
      let platform = value["platform"]?.stringValue, let mode = value["mode"]?.stringValue.flatMap(ClientMode.init)
    else { return nil }
    self.init(id: ClientID(rawValue: id), version: version, platform: platform, mode: mode)
    displayName = value["displayName"]?.stringValue
    deviceFamily = value["deviceFamily"]?.stringValue
    modelIdentifier = value["modelIdentifier"]?.stringValue
    instanceID = value["instanceId"]?.stringValue
  }

  package var json: JSONValue {
    .object(
      JSONObject(present: [
        ("id", .string(id.rawValue)), ("displayName", displayName.map(JSONValue.string)),
        ("version", .string(version)), ("platform", .string(platform)),
        ("deviceFamily", deviceFamily.map(JSONValue.string)),
        ("modelIdentifier", modelIdentifier.map(JSONValue.string)), ("mode", .string(mode.rawValue)),
        ("instanceId", instanceID.map(JSONValue.string)),
      ]))
  }
}
