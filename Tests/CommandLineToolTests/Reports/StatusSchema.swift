import JSON
import TestSupport

/// The table of `gateway status` in `docs/json.md`: which keys a document has, and of which type.
struct StatusSchema {
  /// A row of the table: a key, whether it may be absent, and the type's words.
  struct Row: Sendable {
    let path: String
    let isOptional: Bool
    /// The type, and for an object or array in parts the keys inside.
    let type: String
    let meaning: String
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
      return Row(path: name.filter { $0 != "?" }, isOptional: name.hasSuffix("?"), type: cells[1], meaning: cells[2])
    }
  }
}

extension StatusSchema {
  /// What in a document is not as the table says: keys it lacks, keys that the table lacks, values of another type.
  func violations(in document: JSONObject) -> [String] {
    let known = Set(rows.compactMap { $0.path.split(separator: ".").first.map(String.init) })
    let unknown = document.keys.filter { !known.contains($0) && $0 != "health" }.map { "\($0) is not in the table" }
    return unknown + rows.flatMap { violations($0, document) }
  }

  private func violations(_ row: Row, _ document: JSONObject) -> [String] {
    let keys = row.path.split(separator: ".").map(String.init)
    guard let value = keys.reduce(JSONValue.object(document) as JSONValue?, { $0?[$1] }) else {
      return row.isOptional ? [] : ["\(row.path) is missing"]
    }
    if !row.accepts(value) { return ["\(row.path) is \(value.text()), not \(row.type)"] }
    return row.items.flatMap { name, keys in
      (value["\(name)s"]?.arrayValue ?? []).filter { !keys.fit($0) }.map { "\(row.path): \(name) \($0.text())" }
    }
  }
}

extension StatusSchema.Row {
  /// Whether a value is of the row's type.
  fileprivate func accepts(_ value: JSONValue) -> Bool {
    switch type.filter({ $0 != "`" }).prefix(while: { $0 != " " && $0 != "," }) {
    case "true": return value == true
    case "1": return value == 1
    case "bool": return value.boolValue != nil
    case "string": return value.stringValue != nil
    case "string[]": return value.arrayValue?.allSatisfy { $0.stringValue != nil } ?? false
    case "array": return value.arrayValue?.allSatisfy(KeyList(meaning).fit) ?? false
    case "object": return KeyList(meaning).fit(value) || type.contains("null") && value == .null
    case "same": return value.objectValue != nil
    case let first where first.hasPrefix("{"): return KeyList(type).fit(value)
    case let first where first.hasPrefix("["): return value.arrayValue?.allSatisfy(KeyList(type).fit) ?? false
    default: return value.stringValue.map { type.contains("`\($0)`") } ?? false
    }
  }

  /// The keys of the entries of lists inside the value, as `issue: code, message` says them.
  fileprivate var items: [(name: String, keys: KeyList)] {
    meaning.matches(of: /(\w+): ((?:`\w+\??`(?:, )?)+)/).map { (String($0.1), KeyList(String($0.2))) }
  }
}

/// The keys an object has: those of the first braces in a text, else the words in back quotes outside parentheses.
private struct KeyList {
  let required: Set<String>
  let known: Set<String>

  init(_ text: String) {
    let words =
      if let braces = text.prefixMatch(of: /`\[?\{([^}]*)\}/) {
        braces.1.split(separator: ",").map(String.init)
      } else {
        text.replacing(/\([^)]*\)/, with: "").matches(of: /`(\w+\??)`/).map { String($0.1) }
      }
    let name = { (word: String) in word.filter { $0.isLetter || $0.isNumber } }
    required = Set(words.filter { !$0.contains("?") }.map(name))
    known = Set(words.map(name))
  }

  func fit(_ value: JSONValue) -> Bool {
    guard let keys = value.objectValue?.keys else { return false }
    return required.isSubset(of: keys) && known.isSuperset(of: keys)
  }
}
