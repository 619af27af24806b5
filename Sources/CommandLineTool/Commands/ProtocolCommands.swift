import CommandTree
import GatewayProtocol
import JSON
import Platform

/// `openclaw protocol schema`, `models` and `reference`: the definitions in another form.
enum ProtocolCommand {
  static func report(_ invocation: ParsedInvocation) -> TextReport {
    switch invocation.action {
    case .protocolModels: TextReport((ModelLanguage(invocation[.language] ?? .swift)).models)
    case .protocolReference: TextReport(ProtocolPage.markdown)
    default: TextReport(SchemaDocument.json.text(pretty: true))
    }
  }
}

extension ModelLanguage {
  fileprivate init(_ choice: LanguageChoice) {
    self =
      switch choice {
      case .swift: .swift
      case .typescript: .typescript
      }
  }
}

/// `openclaw protocol validate`: whether a file fits a definition, or any JSON Schema of draft-07.
enum ProtocolValidateCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let file = context.invocation[.file] ?? "-"
    let (name, violations) = try check(file, context)
    guard violations.isEmpty else {
      throw CommandFailure(
        "the JSON is no \(name)", location: file, reason: violations.joined(separator: "; "),
        hints: ["openclaw protocol reference"], code: "invalid-document")
    }
    return TextReport("\(file): fits \(name)")
  }

  private static func check(
    _ file: String, _ context: CommandContext
  ) throws(CommandFailure) -> (name: String, violations: [String]) {
    guard let schemaFile = context.invocation[.schema] else {
      let definition = try definition(context.invocation[.definition] ?? "GatewayFrame")
      let violations = definition.shape.violations(in: try value(file, context))
      return (definition.name, violations.isEmpty ? [] : [ShapeError(violations).description])
    }
    let schema = JSONSchema(try value(schemaFile, context))
    do {
      return (schemaFile, try schema.violations(in: try value(file, context)).map(\.description))
    } catch let error as JSONSchemaError {
      throw CommandFailure(
        "the schema cannot be followed", location: schemaFile, reason: "\(error)", code: "invalid-schema")
    } catch let error as CommandFailure { throw error } catch { throw CommandFailure("\(error)", code: "failed") }
  }

  private static func definition(_ name: String) throws(CommandFailure) -> ProtocolDefinitions.Definition {
    if let definition = ProtocolDefinitions.named(name) { return definition }
    throw CommandFailure(
      "there is no definition \"\(name)\"", location: "--definition",
      reason: "there are \(ProtocolDefinitions.all.map(\.name).sorted().joined(separator: ", "))",
      code: "unknown-definition", exitStatus: .usage)
  }

  private static func value(_ file: String, _ context: CommandContext) throws(CommandFailure) -> JSONValue {
    let bytes: [UInt8]
    do { bytes = try context.content(of: file, limit: 16 << 20) } catch {
      throw CommandFailure("the file cannot be read", location: file, reason: error.reason, code: "file-unreadable")
    }
    do { return try JSONReader.read(bytes) } catch {
      throw CommandFailure(
        "the file is no JSON", location: "\(file):\(error.line):\(error.column)", reason: "\(error.reason)",
        code: "invalid-json")
    }
  }
}
