import CommandTree
import JSON
import Platform

/// Names and values one below the other, for people.
struct FactList {
  private let facts: [(name: String, value: String)]

  /// Facts in an order; those without a value are left out.
  init(_ facts: [(name: String, value: String?)]) {
    self.facts = facts.compactMap { fact in
      fact.value.flatMap { $0.isEmpty ? nil : (fact.name, $0.visibleLine(limit: 2_000)) }
    }
  }

  /// The members of an object as they are.
  init(_ object: JSONObject) {
    self.init(object.entries.map { ($0.key, $0.value.stringValue ?? $0.value.text()) })
  }

  /// The lines, the values aligned.
  func lines(_ style: OutputStyle) -> [String] {
    let width = facts.map(\.name.count).max() ?? 0
    return facts.map { fact in
      let gap = String(repeating: " ", count: width - fact.name.count + 1)
      return style.paint(fact.name + ":", .heading) + gap + fact.value
    }
  }
}

extension ReportText {
  /// One line of fact.
  init(fact: String) {
    self.init()
    self.fact(fact)
  }

  /// Names and values.
  init(_ list: FactList, _ style: OutputStyle) {
    self.init()
    for line in list.lines(style) { fact(line) }
  }

  /// A table, or what to say when it has no row.
  init(_ table: TextTable, _ style: OutputStyle, emptiness: String) {
    self.init()
    for line in table.isEmpty ? [emptiness] : table.lines(style) { fact(line) }
  }
}
