import JSON

/// What somebody asks to be changed in a configuration file.
package enum ConfigurationChange: Hashable, Sendable {
  /// Gives a key a value, making the sections above it.
  case set(JSONPath, JSONValue)
  /// Takes a key or an element of a list away; the sections above it stay, though they be empty.
  case unset(JSONPath)
  /// Merges a value into the file as RFC 7396 has it: objects member by member, null takes away, all else replaces.
  ///
  /// A secret's mask in the value leaves the secret as it is.
  case merge(JSONValue)
  /// Gives the file another text; where it has a secret's mask, the secret of the file as it is takes its place.
  case replace([UInt8])

  /// The key that is changed; the root where there may be several.
  package var path: JSONPath {
    switch self {
    case .set(let path, _), .unset(let path): path
    case .merge, .replace: .root
    }
  }
}
