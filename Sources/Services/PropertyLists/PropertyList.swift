/// A value of a property list: `plist(5)`.
package enum PropertyList: Hashable, Sendable {
  case string(String)
  case integer(Int64)
  case real(Double)
  case boolean(Bool)
  /// The Base64 text as it stands; nothing here needs its bytes.
  case data(String)
  /// The ISO 8601 text as it stands.
  case date(String)
  case array([PropertyList])
  case dictionary([String: PropertyList])

  /// The value of a key; nil when there is none, and for everything but a dictionary.
  package subscript(_ key: String) -> PropertyList? {
    guard case .dictionary(let members) = self else { return nil }
    return members[key]
  }

  /// The text of a string; nil for everything else.
  package var stringValue: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The texts of an array, items that are no strings left out; nil for everything but an array.
  package var strings: [String]? {
    guard case .array(let items) = self else { return nil }
    return items.compactMap(\.stringValue)
  }
}
