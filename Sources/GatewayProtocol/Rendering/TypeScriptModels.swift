/// The definitions as TypeScript: an interface for each object, the fixed texts as unions.
enum TypeScriptModels {
  static var text: String {
    let codes = ErrorCode.all.map { "\"\($0.rawValue)\"" }.joined(separator: " | ")
    let head = [
      "// \(ModelLanguage.notice)", "export const gatewayProtocolVersion = \(ProtocolVersion.current);",
      "/** The codes of `ErrorShape` that this version knows. */\nexport type ErrorCode = \(codes);",
    ]
    return (head + ProtocolDefinitions.all.map { declaration(of: $0) }).joined(separator: "\n\n") + "\n"
  }

  private static func declaration(of definition: ProtocolDefinitions.Definition) -> String {
    guard case .object(let fields, let isOpen) = definition.shape else {
      return "export type \(definition.name) = \(type(of: definition.shape));"
    }
    let members = fields.map { "  \($0.name)\($0.isRequired ? "" : "?"): \(type(of: $0.shape));" }
    let others = isOpen ? ["  [name: string]: unknown;"] : []
    return (["export interface \(definition.name) {"] + members + others + ["}"]).joined(separator: "\n")
  }

  private static func type(of shape: Shape) -> String {
    switch shape {
    case .any: "unknown"
    case .boolean: "boolean"
    case .integer, .number: "number"
    case .string: "string"
    case .choice(let texts): texts.map { "\"\($0)\"" }.joined(separator: " | ")
    case .array(let element): "Array<\(type(of: element))>"
    case .map(let element): "Record<string, \(type(of: element))>"
    case .object: "Record<string, unknown>"
    case .nullable(let inner): "\(type(of: inner)) | null"
    case .variants(_, let shapes): shapes.map { type(of: $0) }.joined(separator: " | ")
    case .named(let name, _): name
    }
  }
}
