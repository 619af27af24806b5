import JSON
import TestSupport
import Testing

@testable import GatewayProtocol

@Suite("Renderings of the definitions") struct RenderingTests {
  @Test("docs/protocol.md is current: else run make generate") func page() throws {
    #expect(try Checkout.text(of: "docs/protocol.md") == ProtocolPage.markdown)
  }

  @Test("every reference of the schema leads to a definition") func references() {
    let definitions = SchemaDocument.json["definitions"]?.objectValue ?? [:]
    let references = Self.references(in: SchemaDocument.json)
    #expect(references.count > 20)
    for reference in references {
      #expect(definitions[String(reference.dropFirst("#/definitions/".count))] != nil, "\(reference)")
    }
  }

  @Test("a frame is one of three, told apart by its type") func root() {
    let document = SchemaDocument.json
    #expect(document["$schema"] == "http://json-schema.org/draft-07/schema#")
    #expect(document["oneOf"]?.arrayValue?.count == 3)
    #expect(document["discriminator"]?["propertyName"] == "type")
    #expect(document["discriminator"]?["mapping"]?["res"] == "#/definitions/ResponseFrame")
  }

  @Test("each name stands for one shape, and every object with fields has one") func names() {
    var shapes: [String: Shape] = [:]
    func visit(_ shape: Shape, isNamed: Bool) {
      switch shape {
      case .named(let name, let inner):
        #expect(shapes[name, default: inner] == inner, "\(name) stands for two shapes")
        shapes[name] = inner
        visit(inner, isNamed: true)
      case .object(let fields, _):
        #expect(isNamed || fields.isEmpty, "\(fields.map(\.name)) has no name")
        for field in fields { visit(field.shape, isNamed: false) }
      case .array(let inner), .map(let inner), .nullable(let inner): visit(inner, isNamed: false)
      case .variants(_, let inner): for shape in inner { visit(shape, isNamed: false) }
      case .any, .boolean, .integer, .number, .string, .choice: break
      }
    }
    for method in MethodDefinition.all {
      for shape in [method.parameters, method.result] { visit(shape, isNamed: false) }
    }
    for event in EventDefinition.all { visit(event.payload, isNamed: false) }
    for definition in ProtocolDefinitions.all { visit(definition.shape, isNamed: true) }
  }

  @Test("Swift models keep the wire's names, quote reserved words and have types for fixed texts") func swiftModels() {
    let text = ModelLanguage.swift.models
    #expect(text.contains("public var minProtocol: Int64"))
    #expect(text.contains("public var `protocol`: Int64"))
    #expect(text.contains("public var auth: ConnectAuth?"))
    #expect(text.contains("public var mode: ModeValue\n"))
    #expect(text.contains("case invalidRequest = \"INVALID_REQUEST\""))
    #expect(text.contains("case unknown(type: String, raw: JSONValue)"))
  }

  @Test("TypeScript models have an interface for each object") func typeScriptModels() {
    let text = ModelLanguage.typescript.models
    #expect(text.contains("export interface ConnectParams {\n  minProtocol: number;"))
    #expect(text.contains("export type GatewayFrame = RequestFrame | ResponseFrame | EventFrame;"))
    #expect(text.contains("everyMs: number | null;"))
  }

  @Test(
    "a frame is checked by what its type says",
    arguments: [
      (["type": "req", "id": "1", "method": "health"], []),
      (["type": "tick"], ["at /type: must be one of req, res, event"]),
      ([:], ["must have required property 'type'"]), (7, ["must be object"]),
      (["type": "res", "id": "1"], ["must have required property 'ok'"]),
      (["type": "event", "event": "tick", "x": 1], ["at root: unexpected property 'x'"]),
    ] as [(JSONValue, [String])])
  func frames(value: JSONValue, violations: [String]) {
    #expect(GatewayFrame.shape.violations(in: value).map(\.description) == violations)
  }

  private static func references(in value: JSONValue) -> [String] {
    if let elements = value.arrayValue { return elements.flatMap { references(in: $0) } }
    guard let object = value.objectValue else { return [] }
    return object.entries.flatMap { entry in
      entry.key == "$ref" ? [entry.value.stringValue ?? ""] : references(in: entry.value)
    }
  }
}
