import JSON

/// The definitions as JSON Schema, draft-07: a frame at the root, everything else under `definitions`.
package enum SchemaDocument {
  /// The document.
  package static var json: JSONValue {
    var document: JSONObject = [
      "$schema": "http://json-schema.org/draft-07/schema#", "title": "openclaw gateway protocol",
      "description": .string("Protocol version \(ProtocolVersion.current). A frame is one WebSocket message."),
    ]
    for entry in GatewayFrame.shape.unnamed.schema.objectValue?.entries ?? [] { document[entry.key] = entry.value }
    document["definitions"] = .object(JSONObject(ProtocolDefinitions.all.map { ($0.name, $0.shape.schema) }))
    return .object(document)
  }
}

extension Shape {
  /// The shape as a schema; a named one is a reference into `definitions`.
  var schema: JSONValue {
    switch self {
    case .any: [:]
    case .boolean: ["type": "boolean"]
    case .integer(let minimum, let maximum):
      Self.number("integer", minimum.map(JSONValue.integer), maximum.map(JSONValue.integer))
    case .number(let minimum): Self.number("number", minimum.map(JSONValue.number))
    case .string(let isEmptyAllowed): isEmptyAllowed ? ["type": "string"] : ["type": "string", "minLength": 1]
    case .choice(let texts): ["type": "string", "enum": .strings(texts)]
    case .array(let element): ["type": "array", "items": element.schema]
    case .map(let element): ["type": "object", "additionalProperties": element.schema]
    case .object(let fields, let isOpen): Self.object(fields, isOpen)
    case .nullable(let inner): ["anyOf": [inner.schema, ["type": "null"]]]
    case .variants(let key, let shapes): Self.variants(by: key, shapes)
    case .named(let name, _): ["$ref": .string(Self.reference(name))]
    }
  }

  private static func reference(_ name: String) -> String { "#/definitions/\(name)" }

  private static func number(_ type: String, _ minimum: JSONValue?, _ maximum: JSONValue? = nil) -> JSONValue {
    .object(JSONObject(present: [("type", .string(type)), ("minimum", minimum), ("maximum", maximum)]))
  }

  private static func object(_ fields: [Field], _ isOpen: Bool) -> JSONValue {
    let required = fields.filter(\.isRequired).map(\.name)
    return .object(
      JSONObject(present: [
        ("type", "object"), ("additionalProperties", .bool(isOpen)),
        ("required", required.isEmpty ? nil : .strings(required)),
        ("properties", .object(JSONObject(fields.map { ($0.name, $0.shape.schema) }))),
      ]))
  }

  /// The discriminator is not draft-07's, which has none, but that of OpenAPI 3.
  private static func variants(by key: String, _ shapes: [Shape]) -> JSONValue {
    let mapping = shapes.flatMap { shape in
      (shape.texts(of: key) ?? []).map { ($0, shape.schema["$ref"] ?? .null) }
    }
    return [
      "oneOf": .array(shapes.map(\.schema)),
      "discriminator": ["propertyName": .string(key), "mapping": .object(JSONObject(mapping))],
    ]
  }
}
