/// A text with tags that values are put into: Mustache's variables and sections, with an escape named in the tag.
///
/// The language is described in `templates/README.md`. Parsing finds every mistake in the text's shape; rendering finds
/// unknown names, unknown escapes and values that the file's format cannot hold, and then gives no text at all.
package struct Template: Hashable, Sendable {
  private let nodes: [Node]

  /// Reads a template.
  ///
  /// - Throws: `TemplateError` with the line of the mistake.
  package init(_ bytes: [UInt8]) throws(TemplateError) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
    var builder = TemplateBuilder()
    for (index, line) in text.lines().enumerated() {
      for token in try TemplateTokens.of(line: line, number: index + 1) { try builder.add(token, line: index + 1) }
    }
    nodes = try builder.finished()
  }

  /// The text with every tag replaced.
  ///
  /// - Throws: `TemplateError` with the line of the tag that could not be replaced.
  package func rendered(_ context: TemplateContext, escapes: some TemplateEscapes) throws(TemplateError) -> String {
    var output = ""
    try Self.render(nodes, [context], escapes, into: &output)
    return output
  }

  indirect enum Node: Hashable, Sendable {
    case text(String)
    case variable(name: String, escape: String?, line: Int)
    case section(name: String, inverted: Bool, content: [Node], line: Int)
  }

  private static func render(
    _ nodes: [Node], _ scopes: [TemplateContext], _ escapes: some TemplateEscapes, into output: inout String
  ) throws(TemplateError) {
    for node in nodes {
      switch node {
      case .text(let text): output += text
      case .variable(let name, let escape, let line):
        guard case .text(let text) = try value(name, scopes, line) else { throw .notAText(name, line: line) }
        output += try escaped(text, name, escape, escapes, line)
      case .section(let name, let inverted, let content, let line):
        for scope in try repetitions(of: value(name, scopes, line), inverted: inverted) {
          try render(content, scopes + [scope], escapes, into: &output)
        }
      }
    }
  }

  /// The scopes that a section is rendered with, one after the other: one per item of a list, else one or none.
  private static func repetitions(of value: TemplateValue, inverted: Bool) -> [TemplateContext] {
    if case .list(let items) = value, !inverted { return items }
    return value.isShown != inverted ? [[:]] : []
  }

  private static func value(
    _ name: String, _ scopes: [TemplateContext], _ line: Int
  ) throws(TemplateError) -> TemplateValue {
    for scope in scopes.reversed() { if let value = scope[name] { return value } }
    throw .unknownName(name, line: line)
  }

  private static func escaped(
    _ text: String, _ name: String, _ escape: String?, _ escapes: some TemplateEscapes, _ line: Int
  ) throws(TemplateError) -> String {
    do { return try escapes.escaped(text, by: escape) } catch {
      switch error {
      case .unknownEscape: throw .unknownEscape(escape ?? "", line: line)
      case .refused(let reason): throw .refused(name: name, reason: reason, line: line)
      }
    }
  }
}

extension String {
  /// The lines of the text, each with its line feed.
  fileprivate func lines() -> [Substring] {
    var lines: [Substring] = []
    var rest = Substring(self)
    while let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")) {
      let next = rest.utf8.index(after: end)
      lines.append(rest[..<next])
      rest = rest[next...]
    }
    return rest.isEmpty ? lines : lines + [rest]
  }
}
