import JSON

extension ConfigurationRegistry {
  /// What takes a change at a path into effect.
  ///
  /// A key says so itself; of a section or a list it is the most that anything in it takes. What this version does not
  /// act on takes nothing, whatever it will take one day.
  package static func reload(at path: JSONPath) -> ConfigurationKey.Reload { node(at: path)?.reload ?? .none }
}

extension ConfigurationRegistry.Node {
  fileprivate var reload: ConfigurationKey.Reload {
    let own = key.map { $0.isRead ? $0.reload : .none } ?? .none
    return (members.map(\.node) + [element].compactMap(\.self)).map(\.reload).reduce(own, max)
  }
}

extension ConfigurationKey.Reload: Comparable {
  /// Whether a change takes less.
  package static func < (left: Self, right: Self) -> Bool { left.effort < right.effort }

  private var effort: Int {
    switch self {
    case .none: 0
    case .hot: 1
    case .restart: 2
    }
  }
}

extension ConfigurationDifference {
  /// What takes the other value into effect.
  package var reload: ConfigurationKey.Reload { ConfigurationRegistry.reload(at: path) }
}
