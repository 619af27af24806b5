import JSON

/// Every key the configuration may have, declared once.
package enum ConfigurationRegistry {
  /// The keys in the order of their documentation.
  package static let keys: [ConfigurationKey] =
    gatewayKeys + gatewayHTTPKeys + canvasHostKeys + browserKeys + agentsKeys + loggingKeys + commandsKeys
    + environmentKeys + discoveryKeys + bookkeepingKeys + unreadKeys

  /// The key that rules a path; nil when the path is a section's or unknown.
  package static func key(at path: JSONPath) -> ConfigurationKey? {
    path.segments.reduce(root as Node?) { $0?.child($1.keyText) }?.key
  }

  /// The keys as a tree, by the steps of their paths.
  static let root = keys.reduce(into: Node()) { root, key in
    root.insert(key, at: key.path.split(separator: ".").map(String.init)[...])
  }

  /// A section, or a key at the end of its path.
  struct Node: Sendable {
    private(set) var key: ConfigurationKey?
    private var children: [String: Node] = [:]

    /// What rules a step below this one: the key of that name, else the one for any name.
    func child(_ name: String) -> Node? { children[name] ?? children["*"] }

    /// Whether something here or below is needed to start.
    var isNeededToStart: Bool { key?.isNeededToStart ?? children.values.contains { $0.isNeededToStart } }

    /// The names that are known here.
    var names: [String] { children.keys.filter { $0 != "*" }.sorted() }

    mutating func insert(_ key: ConfigurationKey, at path: ArraySlice<String>) {
      guard let step = path.first else {
        self.key = key
        return
      }
      children[step, default: Node()].insert(key, at: path.dropFirst())
    }
  }
}
