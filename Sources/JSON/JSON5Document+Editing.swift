/// Why an edit of a document is impossible.
package enum JSON5EditError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The value at the path is no object or array (or an array asked for a key), so it can hold nothing.
  case noContainer(JSONPath)
  /// The array ends before the index.
  case indexBeyondEnd(JSONPath, count: Int)
  /// There is nothing at the path.
  case absent(JSONPath)
  /// The edited text would not be readable.
  case unreadable(JSON5Error)

  package var description: String {
    switch self {
    case .noContainer(let path): "\(path) holds a single value, so nothing can be set inside it"
    case .indexBeyondEnd(let path, let count): "\(path) is beyond the end of an array of \(count)"
    case .absent(let path): "\(path) is not set"
    case .unreadable(let error): "the edited text would not be readable: \(error)"
    }
  }
}

extension JSON5Document {
  /// Sets a value, making the objects and arrays on the way to it; an array's next free index appends.
  ///
  /// A value that exists is replaced where it stands. A new one goes to the end of its object or array, written as its
  /// neighbours are: their indentation, quotes, spacing and trailing comma. Every other byte stays as it is; setting
  /// what is already there changes nothing.
  package mutating func set(_ path: JSONPath, _ value: JSONValue) throws(JSON5EditError) {
    var container = root
    for (depth, segment) in path.segments.enumerated() {
      guard let position = container.position(of: segment) else {
        let existing = JSONPath(Array(path.segments[..<depth]))
        try check(segment, fits: container, at: existing)
        return try insert(value, at: path.segments[depth...], into: container)
      }
      container = container.items[position].node
    }
    guard container.value != value else { return }
    try commit([replacement(of: container, by: value)])
  }

  /// Replaces values where they stand, all in one step.
  ///
  /// - Throws: `JSON5EditError.absent` for a value that is not there; nothing is replaced then.
  package mutating func replace(_ values: [(JSONPath, JSONValue)]) throws(JSON5EditError) {
    var edits: [JSON5Edit] = []
    for (path, value) in values {
      guard let node = root.item(at: path)?.node else { throw .absent(path) }
      edits.append(replacement(of: node, by: value))
    }
    if !edits.isEmpty { try commit(edits) }
  }

  /// Takes a member or element away with its comma, and its line when nothing else is left on it.
  ///
  /// Comments stay.
  package mutating func remove(_ path: JSONPath) throws(JSON5EditError) {
    let container = path.parent.isRoot ? root : root.item(at: path.parent)?.node
    guard let segment = path.segments.last, let container, let position = container.position(of: segment) else {
      throw .absent(path)
    }
    try commit(JSON5Removal(bytes: bytes, items: container.items, position: position).edits)
  }

  private func check(
    _ segment: JSONPath.Segment, fits container: JSON5Node, at path: JSONPath
  ) throws(JSON5EditError) {
    switch (container.content, segment) {
    case (.object, _): return
    case (.array(let items), .index(let index)):
      guard index == items.count else {
        throw .indexBeyondEnd(path.appending(index: index), count: items.count)
      }
    default: throw .noContainer(path)
    }
  }

  private func replacement(of node: JSON5Node, by value: JSONValue) -> JSON5Edit {
    let style = JSON5Style(of: bytes, root: root)
    let first = bytes[node.range.lowerBound]
    let quote = first.isQuote ? first : UInt8(ascii: "\"")
    let isCompact = !bytes[root.range].contains(UInt8(ascii: "\n")) && !root.items.isEmpty
    let indentation = style.indentation(at: node.range.lowerBound)
    return JSON5Edit(
      range: node.range, replacement: style.text(of: value, quote: quote, indentation: isCompact ? nil : indentation))
  }

  private mutating func insert(
    _ value: JSONValue, at path: ArraySlice<JSONPath.Segment>, into container: JSON5Node
  ) throws(JSON5EditError) {
    guard let segment = path.first else { return }
    let nested = path.dropFirst().reversed().reduce(value) { inner, segment in
      switch segment {
      case .index(0): .array([inner])
      default: .object([segment.keyText: inner])
      }
    }
    let insertion = JSON5Insertion(style: JSON5Style(of: bytes, root: root), container: container)
    try commit(insertion.edits(adding: nested, key: segment.keyText))
  }

  private mutating func commit(_ edits: [JSON5Edit]) throws(JSON5EditError) {
    do { try apply(edits) } catch { throw .unreadable(error) }
  }
}
