/// A JSON5 text that knows where everything stands and can be edited without touching what is not asked for.
///
/// A key that stands twice in one object means its last value, as JSON5 has it; `duplicates` names such keys.
package struct JSON5Document: Sendable {
  /// The text, as read or as edited.
  package private(set) var bytes: [UInt8]
  private(set) var root: JSON5Node
  private var ruler: TextRuler
  private let limits: JSONLimits

  /// Reads a text.
  ///
  /// - Throws: `JSON5Error` with the first fault and its place.
  package init(_ bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSON5Error) {
    self.bytes = bytes
    self.limits = limits
    root = try Self.parse(bytes, limits)
    ruler = bytes.withUnsafeBytes { TextRuler($0) }
  }

  /// What the text says.
  package var value: JSONValue { root.value }

  /// Where the value at a path begins; nil when there is none.
  package func location(of path: JSONPath) -> TextPosition? {
    if path.isRoot { return position(of: root.range.lowerBound) }
    return root.item(at: path).map { position(of: $0.node.range.lowerBound) }
  }

  /// Where the key of the member at a path begins, or the element; nil when there is none.
  package func keyLocation(of path: JSONPath) -> TextPosition? {
    root.item(at: path).map { position(of: $0.start) }
  }

  /// Where the value at a path begins, or else the innermost existing value around it.
  package func nearestLocation(of path: JSONPath) -> TextPosition {
    if let location = location(of: path) { return location }
    return nearestLocation(of: path.parent)
  }

  /// The keys that stand more than once in their object, by the path and place of each later one.
  package var duplicates: [(path: JSONPath, position: TextPosition)] { duplicates(in: root, at: .root) }

  private func duplicates(in node: JSON5Node, at path: JSONPath) -> [(path: JSONPath, position: TextPosition)] {
    var seen: Set<String> = []
    return node.items.enumerated().flatMap { index, item in
      let inner = item.key.map { path.appending($0.text) } ?? path.appending(index: index)
      let isRepeated = item.key.map { !seen.insert($0.text).inserted } ?? false
      return (isRepeated ? [(inner, position(of: item.start))] : []) + duplicates(in: item.node, at: inner)
    }
  }

  private func position(of offset: Int) -> TextPosition {
    bytes.withUnsafeBytes { ruler.position(of: offset, in: $0) }
  }

  /// Replaces bytes and reads the result, so that an edit never leaves an unreadable text.
  mutating func apply(_ edits: [JSON5Edit]) throws(JSON5Error) {
    var edited = bytes
    for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      edited.replaceSubrange(edit.range, with: edit.replacement)
    }
    root = try Self.parse(edited, limits)
    bytes = edited
    ruler = edited.withUnsafeBytes { TextRuler($0) }
  }

  private static func parse(_ bytes: [UInt8], _ limits: JSONLimits) throws(JSONError) -> JSON5Node {
    try bytes.withUnsafeBytes { text in
      Result { () throws(JSONError) in try JSON5Parser.parse(text, limits: limits) }
    }.get()
  }
}

/// One replacement in a text.
struct JSON5Edit {
  let range: Range<Int>
  let replacement: [UInt8]

  /// Puts text in before a place.
  static func insert(_ text: [UInt8], at place: Int) -> JSON5Edit {
    JSON5Edit(range: place..<place, replacement: text)
  }

  /// Takes text away.
  static func remove(_ range: Range<Int>) -> JSON5Edit { JSON5Edit(range: range, replacement: []) }
}
