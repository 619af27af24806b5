import JSON
import Platform

/// New texts for a configuration file.
///
/// Nothing is written here.
package enum ConfigurationEdit {
  /// The text of a first configuration: a local gateway on a port that a token protects.
  ///
  /// Indented JSON with a final newline, which is JSON5 as well.
  ///
  /// - Parameter version: this program's, recorded with the time as what wrote the file; nil records nothing.
  package static func fresh(
    port: Port, token: Secret, workspace: String, version: (String, Timestamp)? = nil
  ) -> [UInt8] {
    var value: JSONObject = [
      "gateway": [
        "mode": "local", "port": .integer(Int64(port.number)),
        "auth": ["mode": "token", "token": .string(token.revealed)],
      ],
      "agents": ["defaults": ["workspace": .string(workspace)]],
    ]
    if let (version, time) = version {
      value["meta"] = ["lastTouchedVersion": .string(version), "lastTouchedAt": .string(time.iso8601)]
    }
    return JSONValue.object(value).encoded(pretty: true) + [UInt8(ascii: "\n")]
  }

  /// A file's text with one value set in place; every other byte stays.
  ///
  /// - Throws: `JSON5Error` when the text cannot be read, `JSON5EditError` when the value has no place in it.
  package static func setting(_ path: JSONPath, to value: JSONValue, in bytes: [UInt8]) throws -> [UInt8] {
    var document = try JSON5Document(bytes)
    try document.set(path, value)
    return document.bytes
  }

  /// A file's text with `gateway.port` set in place; every other byte stays.
  package static func settingPort(_ port: Port, in bytes: [UInt8]) throws -> [UInt8] {
    try setting("gateway.port", to: .integer(Int64(port.number)), in: bytes)
  }
}
