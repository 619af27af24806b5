/// A value of a JSON5 text and where it stands.
struct JSON5Node: Sendable {
  /// A member of an object or an element of an array.
  struct Item: Sendable {
    /// The key as decoded, and its bytes with quotes; nil in an array.
    let key: (text: String, range: Range<Int>)?
    let node: JSON5Node
    /// Where the comma after the item stands.
    var comma: Int?

    /// Where the item begins: at its key, or at its value in an array.
    var start: Int { key?.range.lowerBound ?? node.range.lowerBound }
    var end: Int { node.range.upperBound }
    var range: Range<Int> { start..<end }
  }

  enum Content: Sendable {
    case scalar(JSONValue)
    case array([Item])
    case object(JSON5Members)
  }

  let content: Content
  /// The value's bytes, brackets and quotes included.
  let range: Range<Int>

  /// The members or elements; none in a scalar.
  var items: [Item] {
    switch content {
    case .scalar: []
    case .array(let items): items
    case .object(let members): members.items
    }
  }

  /// The value without places; of a key that stands twice, the last, as in JSON5.
  var value: JSONValue {
    switch content {
    case .scalar(let value): value
    case .array(let items): .array(items.map(\.node.value))
    case .object(let members): .object(JSONObject(members.items.map { ($0.key?.text ?? "", $0.node.value) }))
    }
  }

  /// The place of a step among the items; nil when there is none.
  func position(of segment: JSONPath.Segment) -> Int? {
    switch (content, segment) {
    case (.object(let members), _): members.position(of: segment.keyText)
    case (.array(let items), .index(let index)) where items.indices.contains(index): index
    default: nil
    }
  }

  /// The item at the end of a path; nil when there is none, or the path is the root's.
  func item(at path: JSONPath) -> Item? {
    var node = self
    var found: Item?
    for segment in path.segments {
      guard let position = node.position(of: segment) else { return nil }
      found = node.items[position]
      node = node.items[position].node
    }
    return found
  }
}
