import JSON

/// The registry as JSON Schema, draft 07, for editors and scripts.
///
/// Unknown keys are allowed, as they are in the file.
package enum ConfigurationSchema {
  /// The schema of the whole file.
  package static var document: JSONValue {
    var schema: JSONObject = [
      "$schema": "http://json-schema.org/draft-07/schema#", "title": "The configuration of openclaw",
    ]
    for entry in section(ConfigurationRegistry.root).entries { schema[entry.key] = entry.value }
    return .object(schema)
  }

  /// What an editor shows beside each key, by the key's path.
  package static var hints: JSONValue {
    .object(
      JSONObject(
        ConfigurationRegistry.keys.map { key in
          var hint: JSONObject = ["help": .string(key.summary), "group": .string(key.steps.first ?? key.path)]
          if key.isSecret { hint["sensitive"] = true }
          return (key.path, .object(hint))
        }))
  }

  private static func schema(of node: ConfigurationRegistry.Node) -> JSONValue {
    if let key = node.key { return .object(schema(of: key)) }
    if let element = node.element { return ["type": "array", "items": schema(of: element)] }
    return .object(section(node))
  }

  private static func section(_ node: ConfigurationRegistry.Node) -> JSONObject {
    let properties = node.members.filter { $0.name != "*" && $0.name != "[]" }
    var object: JSONObject = ["type": "object"]
    if !properties.isEmpty {
      object["properties"] = .object(JSONObject(properties.map { ($0.name, schema(of: $0.node)) }))
    }
    if !node.required.isEmpty { object["required"] = .array(node.required.map { .string($0.name) }) }
    if let others = node.others { object["additionalProperties"] = schema(of: others) }
    return object
  }

  private static func schema(of key: ConfigurationKey) -> JSONObject {
    var object = schema(of: key.kind)
    object["description"] = .string(key.summary)
    object["default"] = key.defaultValue
    if key.isSecret { object["writeOnly"] = true }
    return object
  }

  private static func schema(of kind: ConfigurationKind) -> JSONObject {
    switch kind {
    case .boolean: ["type": "boolean"]
    case .integer(let range):
      bounded(["type": "integer"], .integer(range.lowerBound), upper: .integer(range.upperBound))
    case .number(let range): bounded(["type": "number"], .number(range.lowerBound), upper: .number(range.upperBound))
    case .positiveNumber: ["type": "number", "exclusiveMinimum": 0]
    case .text, .path: ["type": "string"]
    case .choice(let words): ["enum": .array(words.map { .string($0) })]
    case .texts: ["type": "array", "items": ["type": "string"]]
    case .identifiers: ["type": "array", "items": ["type": ["string", "number"]]]
    case .duration: pattern("^[0-9.]+(ms|s|m|h|d)?$")
    case .webSocketURL: pattern("^[wW][sS][sS]?://.")
    case .webURL: pattern("^[hH][tT][tT][pP][sS]?://.")
    case .ipv4Address: ["type": "string", "format": "ipv4"]
    case .color: pattern("^#?[0-9A-Fa-f]{6}$")
    case .object: ["type": "object"]
    case .anyOf(let kinds): ["anyOf": .array(kinds.map { .object(schema(of: $0)) })]
    case .unread: [:]
    }
  }

  private static func pattern(_ text: String) -> JSONObject { ["type": "string", "pattern": .string(text)] }

  /// An upper bound that no number passes is left out.
  private static func bounded(_ object: JSONObject, _ lower: JSONValue, upper: JSONValue) -> JSONObject {
    var object = object
    object["minimum"] = lower
    if upper != .integer(.max), upper != .number(.infinity) { object["maximum"] = upper }
    return object
  }
}
