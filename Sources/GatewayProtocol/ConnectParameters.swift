import JSON
import Platform

/// The parameters of `connect`: what a client says about itself, and its credentials.
package struct ConnectParameters: Hashable, ShapedValue {
  /// The protocol versions the client speaks: `minProtocol` to `maxProtocol`.
  package var versions: ClosedRange<Int64>
  /// What the client says it is.
  package var client: ClientDescription
  /// What the client can do: `caps` on the wire.
  package var capabilities: [String] = []
  /// What a node declares that it can be asked to do.
  package var commands: [String] = []
  /// What a node's system allows it.
  package var permissions: [String: Bool]?
  /// A node's `PATH`.
  package var searchPath: String?
  /// The role as it was sent, so that an unknown one has its own answer; absent means operator.
  package var role: String?
  /// The rights it asks for; none means the defaults of its role.
  package var scopes: [Scope] = []
  /// The shared token: `auth.token`.
  package var token: Secret?
  /// The shared password: `auth.password`.
  package var password: Secret?
  /// Its device identity, where it has one.
  package var device: DeviceIdentity?
  /// The language of its user, as a BCP 47 tag.
  package var locale: String?
  /// What it calls itself in HTTP.
  package var userAgent: String?

  /// A client's greeting in this program's own protocol version.
  package init(client: ClientDescription, token: Secret? = nil, password: Secret? = nil) {
    versions = ProtocolVersion.current...ProtocolVersion.current
    self.client = client
    self.token = token
    self.password = password
  }

  package static let shape = Shape.named(
    "ConnectParams",
    .object([
      .required("minProtocol", .integer(minimum: 1)), .required("maxProtocol", .integer(minimum: 1)),
      .required("client", ClientDescription.shape), .optional("caps", .array(of: .nonEmptyString)),
      .optional("commands", .array(of: .nonEmptyString)), .optional("permissions", .map(of: .boolean)),
      .optional("pathEnv", .string()), .optional("role", .nonEmptyString),
      .optional("scopes", .array(of: .nonEmptyString)),
      .optional(
        "auth",
        .named("ConnectAuth", .object([.optional("token", .string()), .optional("password", .string())]))),
      .optional("device", DeviceIdentity.shape), .optional("locale", .string()), .optional("userAgent", .string()),
    ]))

  package init?(fitting value: JSONValue) {
    guard let minimum = value["minProtocol"]?.integerValue, let maximum = value["maxProtocol"]?.integerValue,
      let client = value["client"].flatMap(ClientDescription.init(fitting:))
    else { return nil }
    self.init(client: client, token: value["auth"]?.secret("token"), password: value["auth"]?.secret("password"))
    // A range upside down holds no version; 0 is no version either.
    versions = minimum <= maximum ? minimum...maximum : 0...0
    capabilities = value.objectValue?.strings("caps") ?? []
    commands = value.objectValue?.strings("commands") ?? []
    permissions = value["permissions"]?.objectValue?.flags
    searchPath = value["pathEnv"]?.stringValue
    role = value["role"]?.stringValue
    scopes = (value.objectValue?.strings("scopes") ?? []).map(Scope.init(rawValue:))
    device = value["device"].flatMap(DeviceIdentity.init(fitting:))
    locale = value["locale"]?.stringValue
    userAgent = value["userAgent"]?.stringValue
  }

  package var json: JSONValue {
    let auth = JSONObject(present: [
      ("token", token.map { .string($0.revealed) }), ("password", password.map { .string($0.revealed) }),
    ])
    return .object(
      JSONObject(present: [
        ("minProtocol", .integer(versions.lowerBound)), ("maxProtocol", .integer(versions.upperBound)),
        ("client", client.json), ("caps", .strings(capabilities)),
        ("commands", commands.isEmpty ? nil : .strings(commands)), ("permissions", permissions.map(JSONValue.flags)),
        ("pathEnv", searchPath.map(JSONValue.string)), ("role", role.map(JSONValue.string)),
        ("scopes", scopes.isEmpty ? nil : .strings(scopes.map(\.rawValue))),
        ("auth", auth.entries.isEmpty ? nil : .object(auth)), ("device", device?.json),
        ("locale", locale.map(JSONValue.string)), ("userAgent", userAgent.map(JSONValue.string)),
      ]))
  }
}

extension JSONValue {
  /// A field's text as a secret; a blank one is none.
  fileprivate func secret(_ name: String) -> Secret? {
    guard let text = self[name]?.stringValue, !text.isEmpty else { return nil }
    return Secret(text)
  }
}
