import JSON

/// Every key the configuration may have, declared once.
package enum ConfigurationRegistry {
  /// The keys in the order of their documentation.
  package static let keys: [ConfigurationKey] =
    gatewayKeys + gatewayHTTPKeys + canvasHostKeys + browserKeys + loggingKeys + agentsKeys + modelsKeys + channelsKeys
    + webKeys + hooksKeys + commandsKeys + sessionKeys + environmentKeys + discoveryKeys + bookkeepingKeys + unreadKeys

  /// The key that rules a path; nil when the path is a section's or unknown.
  package static func key(at path: JSONPath) -> ConfigurationKey? {
    node(at: path)?.key
  }

  /// Whether a path is a key's or a section's.
  package static func knows(_ path: JSONPath) -> Bool { node(at: path) != nil }

  /// What holds where the file says nothing.
  package static let defaults: JSONValue = keys.filter(\.isFixed).reduce([:]) { value, key in
    guard let standard = key.defaultValue else { return value }
    return value.overlaid(by: key.steps.reversed().reduce(standard) { .object([$1: $0]) })
  }

  static func node(at path: JSONPath) -> Node? { path.segments.reduce(root as Node?) { $0?.child($1) } }

  /// The keys as a tree, by the steps of their paths.
  static let root = keys.indices.reduce(into: Node()) { root, index in
    root.insert(index, at: keys[index].steps[...])
  }

  /// A section, or a key at the end of its path.
  struct Node: Sendable {
    /// Where the key stands among all of them: a node is moved about while the tree is built.
    private var index: Int?
    private var children: [String: Node] = [:]

    var key: ConfigurationKey? { index.map { ConfigurationRegistry.keys[$0] } }

    /// What rules a step below this one: the key of that name, else the one for any name.
    func child(_ name: String) -> Node? { children[name] ?? children["*"] }

    /// The same for a step that may lead into a list.
    func child(_ segment: JSONPath.Segment) -> Node? {
      if case .index = segment, let element { return element }
      return child(segment.keyText)
    }

    /// What rules each element; nil when this is no list.
    var element: Node? { children["[]"] }

    /// What rules the steps of names that are not known; nil where there are none.
    var others: Node? { children["*"] }

    /// The keys without which the section means nothing, by name.
    var required: [(name: String, key: ConfigurationKey)] {
      children.compactMap { name, node in node.key.flatMap { $0.isRequired ? (name, $0) : nil } }
        .sorted { $0.name < $1.name }
    }

    /// The sections and keys below, by name.
    var members: [(name: String, node: Node)] {
      children.map { ($0.key, $0.value) }.sorted { $0.name < $1.name }
    }

    /// Whether something here or below is needed to start.
    var isNeededToStart: Bool { key?.isNeededToStart ?? children.values.contains { $0.isNeededToStart } }

    /// The names that are known here.
    var names: [String] { children.keys.filter { $0 != "*" && $0 != "[]" }.sorted() }

    mutating func insert(_ index: Int, at path: ArraySlice<String>) {
      guard let step = path.first else {
        self.index = index
        return
      }
      children[step, default: Node()].insert(index, at: path.dropFirst())
    }
  }
}

extension JSONValue {
  /// This value under another: objects key by key, anything else replaced.
  func overlaid(by other: JSONValue) -> JSONValue {
    guard case (.object(var object), .object(let overlay)) = (self, other) else { return other }
    for entry in overlay.entries { object[entry.key] = object[entry.key]?.overlaid(by: entry.value) ?? entry.value }
    return .object(object)
  }
}
