/// How a value is written as text of a property list, so that launchd reads back exactly that value.
package enum PropertyListEscape: String, Hashable, Sendable, CaseIterable {
  /// The content of a `<string>` or `<key>`.
  case text
  /// The same for an absolute path.
  case path

  /// The value with the five characters of XML's markup as references.
  ///
  /// - Throws: `PropertyListEscapeError` for what XML cannot hold, and for what is no path where one is wanted.
  package func written(_ value: String) throws(PropertyListEscapeError) -> String {
    if let scalar = value.unicodeScalars.first(where: { !Self.isAllowed($0) }) { throw .character(scalar) }
    if self == .path {
      guard value.utf8.first == UInt8(ascii: "/") else { throw .relative }
      guard value.utf8.count < 1024 else { throw .tooLong }
    }
    return value.unicodeScalars.map(Self.escaped).joined()
  }

  /// Whether XML 1.0 has a way to hold a character that its readers give back as it was (2.2, 2.11).
  ///
  /// A carriage return comes back as a line feed from some of them, DEL and its like are only discouraged.
  static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x20..<0x7F, 0x80...0xFFFD, 0x10000...: scalar.value & 0xFFFE != 0xFFFE
    default: false
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "'": "&apos;"
    default: String(Character(scalar))
    }
  }
}

/// A value that a property list cannot hold.
package enum PropertyListEscapeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A control character, or a code point that is no character.
  case character(Unicode.Scalar)
  case relative
  /// Longer than macOS accepts: `PATH_MAX`, 1024 bytes with the NUL.
  case tooLong

  package var description: String {
    switch self {
    case .character(let scalar): "it has the character \(scalar.escaped(asASCII: true)), which XML cannot hold"
    case .relative: "it is not an absolute path"
    case .tooLong: "it is longer than macOS accepts"
    }
  }
}

/// The escapes of property list templates, by the names of `PropertyListEscape`'s cases; a tag without one means `text`.
struct PropertyListEscapes: TemplateEscapes {
  func escaped(_ value: String, by escape: String?) throws(TemplateEscapeError) -> String {
    guard let kind = escape.map(PropertyListEscape.init(rawValue:)) ?? .text else { throw .unknownEscape }
    do { return try kind.written(value) } catch { throw .refused(reason: error.description) }
  }
}
