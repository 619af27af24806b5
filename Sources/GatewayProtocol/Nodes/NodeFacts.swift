import JSON

/// What a node says about itself, when it connects or when it asks to be paired.
package struct NodeFacts: Hashable, Sendable {
  package var displayName: String?
  package var platform: String?
  package var version: String?
  package var coreVersion: String?
  package var uiVersion: String?
  package var deviceFamily: String?
  package var modelIdentifier: String?
  /// Kinds of things it can do: `canvas`, `camera`.
  package var capabilities: [String]?
  /// What it can be asked to do.
  package var commands: [String]?
  /// What its system allows it.
  package var permissions: [String: Bool]?
  /// Where it connects from; nil for this machine.
  package var remoteAddress: String?

  /// What `connect` says.
  package init(_ parameters: ConnectParameters, remoteAddress: String?) {
    displayName = parameters.client.displayName
    platform = parameters.client.platform
    version = parameters.client.version
    deviceFamily = parameters.client.deviceFamily
    modelIdentifier = parameters.client.modelIdentifier
    capabilities = parameters.capabilities
    commands = parameters.commands
    permissions = parameters.permissions
    self.remoteAddress = remoteAddress
  }

  static let fields: [Shape.Field] = [
    .optional("displayName", .nonEmptyString), .optional("platform", .nonEmptyString),
    .optional("version", .nonEmptyString), .optional("coreVersion", .nonEmptyString),
    .optional("uiVersion", .nonEmptyString), .optional("deviceFamily", .nonEmptyString),
    .optional("modelIdentifier", .nonEmptyString), .optional("caps", .array(of: .nonEmptyString)),
    .optional("commands", .array(of: .nonEmptyString)), .optional("permissions", .map(of: .boolean)),
    .optional("remoteIp", .nonEmptyString),
  ]

  /// Takes the fields that are there and of the right type.
  init(fitting value: JSONValue) {
    displayName = value["displayName"]?.stringValue
    platform = value["platform"]?.stringValue
    version = value["version"]?.stringValue
    coreVersion = value["coreVersion"]?.stringValue
    uiVersion = value["uiVersion"]?.stringValue
    deviceFamily = value["deviceFamily"]?.stringValue
    modelIdentifier = value["modelIdentifier"]?.stringValue
    capabilities = value.objectValue?.strings("caps")
    commands = value.objectValue?.strings("commands")
    permissions = value["permissions"]?.objectValue?.flags
    remoteAddress = value["remoteIp"]?.stringValue
  }

  var members: [(String, JSONValue?)] {
    [
      ("displayName", displayName.map(JSONValue.string)), ("platform", platform.map(JSONValue.string)),
      ("version", version.map(JSONValue.string)), ("coreVersion", coreVersion.map(JSONValue.string)),
      ("uiVersion", uiVersion.map(JSONValue.string)), ("deviceFamily", deviceFamily.map(JSONValue.string)),
      ("modelIdentifier", modelIdentifier.map(JSONValue.string)), ("caps", capabilities.map(JSONValue.strings)),
      ("commands", commands.map(JSONValue.strings)), ("permissions", permissions.map(JSONValue.flags)),
      ("remoteIp", remoteAddress.map(JSONValue.string)),
    ]
  }

  /// These facts, and where they say nothing those known earlier.
  package func completed(by old: NodeFacts) -> NodeFacts {
    var facts = self
    facts.displayName = displayName ?? old.displayName
    facts.platform = platform ?? old.platform
    facts.version = version ?? old.version
    facts.coreVersion = coreVersion ?? old.coreVersion
    facts.uiVersion = uiVersion ?? old.uiVersion
    facts.deviceFamily = deviceFamily ?? old.deviceFamily
    facts.modelIdentifier = modelIdentifier ?? old.modelIdentifier
    facts.capabilities = capabilities ?? old.capabilities
    facts.commands = commands ?? old.commands
    facts.permissions = permissions ?? old.permissions
    facts.remoteAddress = remoteAddress ?? old.remoteAddress
    return facts
  }
}
