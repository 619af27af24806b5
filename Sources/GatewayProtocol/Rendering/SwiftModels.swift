/// The definitions as Swift: `Codable` values whose properties have the names of the wire.
enum SwiftModels {
  static var text: String {
    let definitions = ProtocolDefinitions.all.map { declaration(of: $0) }
    return ([head, errorCodes] + definitions + [jsonValue]).joined(separator: "\n\n") + "\n"
  }

  private static let head = """
    // \(ModelLanguage.notice)

    /// The version of the protocol that these types are of.
    public let gatewayProtocolVersion = \(ProtocolVersion.current)
    """

  private static var errorCodes: String {
    let cases = ErrorCode.all.map { "  case \(SwiftName.camelCase($0.rawValue)) = \"\($0.rawValue)\"" }
    let lines = [
      "/// The codes of `ErrorShape` that this version knows.", "public enum ErrorCode: String, Codable, Sendable {",
    ]
    return (lines + cases + ["}"]).joined(separator: "\n")
  }

  private static func declaration(of definition: ProtocolDefinitions.Definition) -> String {
    switch definition.shape {
    case .object(let fields, _): structure(definition.name, fields)
    case .variants(let key, let shapes): frames(definition.name, key, shapes)
    default: "public typealias \(definition.name) = \(type(of: definition.shape, named: definition.name))"
    }
  }

  // MARK: Structures

  private static func structure(_ name: String, _ fields: [Shape.Field]) -> String {
    let properties = fields.map { "  public var \(SwiftName.escaped($0.name)): \(type(of: $0))" }
    let parameters = fields.map {
      "\(SwiftName.escaped($0.name)): \(type(of: $0))" + ($0.isRequired ? "" : " = nil")
    }
    let assignments = fields.map { "    self.\(SwiftName.escaped($0.name)) = \(SwiftName.escaped($0.name))" }
    let initializer =
      ["", "  public init(\(parameters.joined(separator: ", "))) {"] + assignments + ["  }"]
    let choices = fields.compactMap { choice($0) }
    return (["public struct \(name): Codable, Hashable, Sendable {"] + properties + initializer + choices + ["}"])
      .joined(separator: "\n")
  }

  /// The enumeration of a field's texts, inside its structure.
  private static func choice(_ field: Shape.Field) -> String? {
    guard case .choice(let texts) = field.shape else { return nil }
    let cases = texts.map { "    case \(SwiftName.escaped(SwiftName.camelCase($0))) = \"\($0)\"" }
    let head = "  public enum \(SwiftName.choice(of: field.name)): String, Codable, Sendable, CaseIterable {"
    return (["", head] + cases + ["  }"]).joined(separator: "\n")
  }

  private static func type(of field: Shape.Field) -> String {
    let name = type(of: field.shape, named: field.name)
    return field.isRequired || name.hasSuffix("?") ? name : name + "?"
  }

  private static func type(of shape: Shape, named name: String) -> String {
    switch shape {
    case .any: "JSONValue"
    case .boolean: "Bool"
    case .integer: "Int64"
    case .number: "Double"
    case .string: "String"
    case .choice: SwiftName.choice(of: name)
    case .array(let element): "[\(type(of: element, named: name))]"
    case .map(let element): "[String: \(type(of: element, named: name))]"
    case .object, .variants: "[String: JSONValue]"
    case .nullable(let inner): "\(type(of: inner, named: name))?"
    case .named(let name, _): name
    }
  }

  // MARK: Frames

  private static func frames(_ name: String, _ key: String, _ shapes: [Shape]) -> String {
    let variants = shapes.compactMap { shape -> (text: String, type: String)? in
      guard case .named(let type, _) = shape, let text = shape.texts(of: key)?.first else { return nil }
      return (text, type)
    }
    let cases = variants.map { "  case \($0.text)(\($0.type))" }
    let decoding = variants.map { "    case \"\($0.text)\": self = .\($0.text)(try \($0.type)(from: decoder))" }
    let encoding = variants.map { "    case .\($0.text)(let frame): try frame.encode(to: encoder)" }
    return """
      /// A frame by its `\(key)`; one of a later version is kept as it came.
      public enum \(name): Codable, Hashable, Sendable {
      \(cases.joined(separator: "\n"))
        case unknown(type: String, raw: JSONValue)

        private enum CodingKeys: String, CodingKey { case \(key) }

        public init(from decoder: any Decoder) throws {
          let text = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .\(key))
          switch text {
      \(decoding.joined(separator: "\n"))
          default: self = .unknown(type: text, raw: try JSONValue(from: decoder))
          }
        }

        public func encode(to encoder: any Encoder) throws {
          switch self {
      \(encoding.joined(separator: "\n"))
          case .unknown(_, let raw): try raw.encode(to: encoder)
          }
        }
      }
      """
  }

  private static let jsonValue = """
    /// Any JSON value.
    public indirect enum JSONValue: Codable, Hashable, Sendable {
      case null
      case bool(Bool)
      case integer(Int64)
      case number(Double)
      case string(String)
      case array([JSONValue])
      case object([String: JSONValue])

      public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() { self = .null }
        else if let value = try? container.decode(Bool.self) { self = .bool(value) }
        else if let value = try? container.decode(Int64.self) { self = .integer(value) }
        else if let value = try? container.decode(Double.self) { self = .number(value) }
        else if let value = try? container.decode(String.self) { self = .string(value) }
        else if let value = try? container.decode([JSONValue].self) { self = .array(value) }
        else { self = .object(try container.decode([String: JSONValue].self)) }
      }

      public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
      }
    }
    """
}
