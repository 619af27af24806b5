/// The definitions as the page `docs/protocol.md`, in Markdown.
package enum ProtocolPage {
  /// The whole page.
  package static var markdown: String {
    ([introduction, methods, events, errors, "## Definitions"] + ProtocolDefinitions.all.map { section(on: $0) })
      .joined(separator: "\n\n") + "\n"
  }

  private static let introduction = """
    # The gateway protocol

    Version \(ProtocolVersion.current). Rendered from the definitions in `Sources/GatewayProtocol` by `openclaw protocol reference`;
    `openclaw protocol schema` prints the same as JSON Schema. One WebSocket message holds one frame, a JSON object. The
    gateway begins with the event `connect.challenge`; the client's first request is `connect` with `ConnectParams`, answered
    with `HelloOk`. Events are numbered for each connection from 1 (`seq`) and never sent again: after a gap, ask for `health`
    and `system-presence`. A client that reads too slowly misses events that are droppable, and is closed with 1008 at others.
    """

  private static var methods: String {
    let rows = MethodDefinition.all.map {
      "| `\($0.name)` | `\($0.role == .node ? $0.role.rawValue : $0.scope.rawValue)` | \($0.parameters.notation) | \($0.result.notation) | \($0.summary) |"
    }
    return (["## Methods", "", "| Method | Scope | Parameters | Result | |", "| --- | --- | --- | --- | --- |"] + rows)
      .joined(separator: "\n")
  }

  private static var events: String {
    let rows = EventDefinition.all.map {
      "| `\($0.name)` | \($0.payload.notation) | \($0.isDroppable ? "yes" : "no") | \($0.summary) |"
    }
    return (["## Events", "", "| Event | Payload | Droppable | |", "| --- | --- | --- | --- |"] + rows)
      .joined(separator: "\n")
  }

  private static var errors: String {
    let codes = ErrorCode.all.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    let details = DetailCode.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    return """
      ## Errors

      `code` is one of \(codes); where a program can act on the cause, `details.code` names it: \(details).
      """
  }

  private static func section(on definition: ProtocolDefinitions.Definition) -> String {
    guard case .object(let fields, let isOpen) = definition.shape else {
      return "### \(definition.name)\n\n\(definition.shape.notation)."
    }
    let rows = fields.map { "| `\($0.name)\($0.isRequired ? "" : "?")` | \($0.shape.notation) |" }
    let others = isOpen ? ["", "Other fields are taken too."] : []
    return (["### \(definition.name)", "", "| Field | |", "| --- | --- |"] + rows + others).joined(separator: "\n")
  }
}

extension Shape {
  /// The shape in a table's cell.
  fileprivate var notation: String {
    switch self {
    case .any: "any value"
    case .boolean: "bool"
    case .integer(let minimum?, let maximum?): "integer, \(minimum) to \(maximum)"
    case .integer(let minimum, _): "integer" + (minimum.map { " ≥ \($0)" } ?? "")
    case .number(let minimum): "number" + (minimum.map { " ≥ \($0)" } ?? "")
    case .string(let isEmptyAllowed): isEmptyAllowed ? "string" : "string, not empty"
    case .choice(let texts): texts.map { "`\($0)`" }.joined(separator: ", ")
    case .array(let element): "list of \(element.notation)"
    case .map(let element): "object of \(element.notation)"
    case .object: "object"
    case .nullable(let inner): "\(inner.notation), or null"
    case .variants(let key, let shapes): "By its `\(key)`: " + shapes.map(\.notation).joined(separator: ", ")
    case .named(let name, _): "[\(name)](#\(name.lowercased()))"
    }
  }
}
