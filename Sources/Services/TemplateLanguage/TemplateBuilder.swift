/// Nests a template's tokens into sections.
struct TemplateBuilder {
  private struct OpenSection {
    let name: String
    let inverted: Bool
    let line: Int
    var content: [Template.Node] = []
  }

  private var nodes: [Template.Node] = []
  private var open: [OpenSection] = []

  init() {}

  mutating func add(_ token: TemplateToken, line: Int) throws(TemplateError) {
    switch token {
    case .text(let text): append(.text(String(text)))
    case .variable(let name, let escape): append(.variable(name: name, escape: escape, line: line))
    case .open(let name, let inverted): open.append(OpenSection(name: name, inverted: inverted, line: line))
    case .close(let name): try close(name, line)
    case .comment: break
    }
  }

  func finished() throws(TemplateError) -> [Template.Node] {
    if let section = open.last { throw .unclosedSection(section.name, line: section.line) }
    return nodes
  }

  private mutating func append(_ node: Template.Node) {
    if open.isEmpty { nodes.append(node) } else { open[open.count - 1].content.append(node) }
  }

  private mutating func close(_ name: String, _ line: Int) throws(TemplateError) {
    guard let section = open.popLast(), section.name == name else { throw .unexpectedEnd(name, line: line) }
    append(.section(name: name, inverted: section.inverted, content: section.content, line: section.line))
  }
}
