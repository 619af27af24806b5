import JSON
import TestSupport

/// The table of `gateway status` in `docs/json.md`: which keys a document has, and of which type.
struct StatusSchema {
  /// A row of the table: a key, whether it may be absent, and the type's words.
  struct Row: Sendable {
    let path: String
    let isOptional: Bool
    let type: String
  }

  let rows: [Row]
  let states: Set<String>

  init() throws {
    let page = try Checkout.text(of: "docs/json.md").split(separator: "\n", omittingEmptySubsequences: false)
    let section = page.drop { $0 != "## `gateway status`" }.dropFirst().prefix { !$0.hasPrefix("## ") }
    let cells = section.filter { $0.hasPrefix("| `") }.map(Self.cells)
    rows = cells.filter { $0.count == 3 }.flatMap(Self.rows)
    states = Set(cells.filter { $0.count == 2 }.map { $0[0].filter { $0 != "`" } })
  }

  /// The cells of a table's row; a `|` inside back quotes does not occur in this page.
  private static func cells(_ line: Substring) -> [String] {
    line.split(separator: "|").map { $0.trimmingPrefix(while: { $0 == " " }) }
      .map { String($0.reversed().drop { $0 == " " }.reversed()) }
  }

  /// One cell may name several keys with commas between.
  private static func rows(_ cells: [String]) -> [Row] {
    cells[0].split(separator: ",").map { key in
      let name = key.filter { $0 != "`" && $0 != " " }
      return Row(path: name.filter { $0 != "?" }, isOptional: name.hasSuffix("?"), type: cells[1] + " | " + cells[2])
    }
  }
}

extension StatusSchema {
  /// What in a document is not as the table says: keys it lacks, keys that the table lacks, values of another type.
  func violations(in document: JSONObject) -> [String] {
    let known = Set(rows.compactMap { $0.path.split(separator: ".").first.map(String.init) })
    let unknown = document.keys.filter { !known.contains($0) && $0 != "health" }.map { "\($0) is not in the table" }
    return unknown + rows.compactMap { violation($0, document) }
  }

  private func violation(_ row: Row, _ document: JSONObject) -> String? {
    var value: JSONValue? = .object(document)
    for part in row.path.split(separator: ".") { value = value?[String(part)] }
    guard let value else { return row.isOptional ? nil : "\(row.path) is missing" }
    return Self.accepts(value, row.type) ? nil : "\(row.path) is \(value.text()), not \(row.type)"
  }

  /// Whether a value is of the type that the first cell's words name.
  private static func accepts(_ value: JSONValue, _ type: String) -> Bool {
    let words = type.split(separator: "|", maxSplits: 1)[0]
    switch words.filter({ $0 != "`" }).prefix(while: { $0 != " " && $0 != "," }) {
    case "true": return value == true
    case "1": return value == 1
    case "bool": return value.boolValue != nil
    case "string": return value.stringValue != nil
    case "string[]": return value.arrayValue?.allSatisfy { $0.stringValue != nil } ?? false
    case "array": return value.arrayValue != nil
    case "object": return value.objectValue != nil || words.contains("null") && value == .null
    case "same": return value.objectValue != nil
    case let first where first.hasPrefix("{"): return hasKeys(value, words)
    case let first where first.hasPrefix("["): return value.arrayValue?.allSatisfy { hasKeys($0, words) } ?? false
    default: return value.stringValue.map { words.contains("`\($0)`") } ?? false
    }
  }

  /// Whether an object has the keys between the braces, and no others.
  private static func hasKeys(_ value: JSONValue, _ words: Substring) -> Bool {
    let inside = words.drop { $0 != "{" }.dropFirst().prefix { $0 != "}" }
    let names = inside.split(separator: ",").map { $0.filter { $0 != " " } }
    let required = names.filter { !$0.hasSuffix("?") }.map(name)
    let keys = value.objectValue?.keys ?? []
    return value.objectValue != nil && Set(required).isSubset(of: keys) && Set(keys).isSubset(of: names.map(name))
  }

  private static func name(_ word: String) -> String { word.filter { $0.isLetter || $0.isNumber } }
}
