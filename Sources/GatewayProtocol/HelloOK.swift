import JSON

/// The payload of the answer to `connect`: who the gateway is, what it can do, and how things stand.
package struct HelloOK: Hashable, ShapedValue {
  /// The gateway's version: `server.version`.
  package var version: String
  /// The gateway's host name: `server.host`.
  package var host: String?
  /// A UUID for this connection.
  package var connectionID: String
  /// The methods the gateway answers: `features.methods`.
  package var methods: [String]
  /// The events it sends: `features.events`.
  package var events: [String]
  /// How things stand at this moment.
  package var snapshot: Snapshot
  /// Where the canvas host is, without a path: `canvasHostUrl`; nil when it is off.
  package var canvasHostURL: String?
  /// The limits the client must keep to.
  package var policy: Policy

  /// The payload from its parts, without a canvas.
  package init(
    version: String, host: String?, connectionID: String, methods: [String], events: [String], snapshot: Snapshot,
    policy: Policy
  ) {
    self.version = version
    self.host = host
    self.connectionID = connectionID
    self.methods = methods
    self.events = events
    self.snapshot = snapshot
    self.policy = policy
  }

  /// The `type` that tells a gateway from anything else that answers.
  package static let type = "hello-ok"

  package static let shape = Shape.named(
    "HelloOk",
    .object([
      .required("type", .choice([type])), .required("protocol", .integer(minimum: 1)),
      .required("server", server), .required("features", features),
      .required("snapshot", Snapshot.shape), .optional("canvasHostUrl", .nonEmptyString),
      .optional("auth", .looseObject),
      .required("policy", Policy.shape),
    ]))

  private static let server = Shape.named(
    "HelloServer",
    .object(
      [
        .required("version", .nonEmptyString), .optional("commit", .nonEmptyString),
        .optional("host", .nonEmptyString), .required("connId", .nonEmptyString),
      ], isOpen: true))

  private static let features = Shape.named(
    "HelloFeatures",
    .object(
      [.required("methods", .array(of: .nonEmptyString)), .required("events", .array(of: .nonEmptyString))],
      isOpen: true))

  package init?(fitting value: JSONValue) {
    guard let server = value["server"], let version = server["version"]?.stringValue,
      let connectionID = server["connId"]?.stringValue, let features = value["features"]?.objectValue,
      let snapshot = value["snapshot"].flatMap(Snapshot.init(fitting:)),
      let policy = value["policy"].flatMap(Policy.init(fitting:))
    else { return nil }
    self.init(
      version: version, host: server["host"]?.stringValue, connectionID: connectionID,
      methods: features.strings("methods") ?? [], events: features.strings("events") ?? [], snapshot: snapshot,
      policy: policy)
    canvasHostURL = value["canvasHostUrl"]?.stringValue
  }

  package var json: JSONValue {
    let server = JSONObject(present: [
      ("version", .string(version)), ("host", host.map(JSONValue.string)), ("connId", .string(connectionID)),
    ])
    return .object(
      JSONObject(present: [
        ("type", .string(Self.type)), ("protocol", .integer(ProtocolVersion.current)), ("server", .object(server)),
        ("features", ["methods": .strings(methods), "events": .strings(events)]), ("snapshot", snapshot.json),
        ("canvasHostUrl", canvasHostURL.map(JSONValue.string)), ("policy", policy.json),
      ]))
  }
}
