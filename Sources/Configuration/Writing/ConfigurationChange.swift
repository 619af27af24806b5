import JSON

/// What somebody asks to be changed in a configuration file.
package enum ConfigurationChange: Hashable, Sendable {
  /// Gives a key a value, making the sections above it.
  case set(JSONPath, JSONValue)
  /// Takes a key or an element of a list away; the sections above it stay, though they be empty.
  case unset(JSONPath)

  /// The key that is changed.
  package var path: JSONPath {
    switch self {
    case .set(let path, _), .unset(let path): path
    }
  }
}
