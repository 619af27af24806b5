/// The part of a request's path that names a file below a directory, decoded once and safe to open there.
///
/// No component is empty, `.` or `..`, begins with a dot, or holds a slash, a backslash or a control character, however
/// it was written.
package struct FilePath: Hashable, Sendable {
  /// The names from the directory on; empty for the directory itself.
  package let components: [String]
  /// Whether the path ends with a slash, and so can only name a directory.
  package let endsWithSlash: Bool

  /// Reads a percent-encoded path, relative to the directory; nil for one that names nothing there (RFC 3986 §2.1, §3.3).
  package init?(decoding path: String) {
    var components: [String] = []
    var rest = path.utf8[...]
    while let start = rest.firstIndex(where: { $0 != Self.slash }) {
      let end = rest[start...].firstIndex(of: Self.slash) ?? rest.endIndex
      guard let name = Self.name(decoding: rest[start..<end]) else { return nil }
      components.append(name)
      rest = rest[end...]
    }
    self.components = components
    endsWithSlash = path.utf8.last == Self.slash || path.isEmpty
  }

  private static let slash = UInt8(ascii: "/")

  private static func name(decoding piece: Substring.UTF8View) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(piece.count)
    var rest = piece.makeIterator()
    while let byte = rest.next() {
      if byte == UInt8(ascii: "%") {
        guard let high = rest.next()?.hexadecimalValue, let low = rest.next()?.hexadecimalValue else { return nil }
        bytes.append(high << 4 | low)
      } else {
        bytes.append(byte)
      }
    }
    // What begins with a dot is hidden, `.` and `..` among it.
    guard bytes.first != UInt8(ascii: "."), bytes.allSatisfy(isNameCharacter) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func isNameCharacter(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x7F && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "\\")
  }
}
