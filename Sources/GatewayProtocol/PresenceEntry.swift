import JSON
import Platform

/// One line of the presence list: the gateway itself, or a client that is or lately was connected.
package struct PresenceEntry: Hashable, ShapedValue {
  package var host: String?
  package var address: String?
  package var version: String?
  package var platform: String?
  package var deviceFamily: String?
  package var modelIdentifier: String?
  package var mode: String?
  package var reason: String?
  package var text: String?
  package var timestamp: Timestamp
  package var deviceID: String?
  package var roles: [String]?
  package var scopes: [String]?
  package var instanceID: String?

  package init(timestamp: Timestamp) { self.timestamp = timestamp }

  package static let shape = Shape.object([
    .optional("host", .nonEmptyString), .optional("ip", .nonEmptyString), .optional("version", .nonEmptyString),
    .optional("platform", .nonEmptyString), .optional("deviceFamily", .nonEmptyString),
    .optional("modelIdentifier", .nonEmptyString), .optional("mode", .nonEmptyString),
    .optional("lastInputSeconds", .integer(minimum: 0)), .optional("reason", .nonEmptyString),
    .optional("tags", .array(of: .nonEmptyString)), .optional("text", .string()),
    .required("ts", .integer(minimum: 0)), .optional("deviceId", .nonEmptyString),
    .optional("roles", .array(of: .nonEmptyString)), .optional("scopes", .array(of: .nonEmptyString)),
    .optional("instanceId", .nonEmptyString),
  ])

  package init?(fitting value: JSONValue) {
    guard let timestamp = value["ts"]?.integerValue else { return nil }
    self.init(timestamp: Timestamp(milliseconds: timestamp))
    host = value["host"]?.stringValue
    address = value["ip"]?.stringValue
    version = value["version"]?.stringValue
    platform = value["platform"]?.stringValue
    deviceFamily = value["deviceFamily"]?.stringValue
    modelIdentifier = value["modelIdentifier"]?.stringValue
    mode = value["mode"]?.stringValue
    reason = value["reason"]?.stringValue
    text = value["text"]?.stringValue
    deviceID = value["deviceId"]?.stringValue
    roles = value.objectValue?.strings("roles")
    scopes = value.objectValue?.strings("scopes")
    instanceID = value["instanceId"]?.stringValue
  }

  package var json: JSONValue {
    let texts = [
      ("host", host), ("ip", address), ("version", version), ("platform", platform), ("deviceFamily", deviceFamily),
      ("modelIdentifier", modelIdentifier), ("mode", mode), ("reason", reason), ("text", text),
    ]
    return .object(
      JSONObject(
        present: texts.map { ($0, $1.map(JSONValue.string)) } + [
          ("ts", .integer(timestamp.milliseconds)), ("deviceId", deviceID.map(JSONValue.string)),
          ("roles", roles.map(JSONValue.strings)), ("scopes", scopes.map(JSONValue.strings)),
          ("instanceId", instanceID.map(JSONValue.string)),
        ]))
  }
}
