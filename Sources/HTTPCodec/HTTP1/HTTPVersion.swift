/// The versions of HTTP that are spoken here: RFC 9112 §2.3.
package enum HTTPVersion: Hashable, Sendable, Comparable {
  case http10
  case http11

  /// The name on the wire.
  package var text: String { self == .http10 ? "HTTP/1.0" : "HTTP/1.1" }

  /// Reads `HTTP/1.x`; a higher minor version is treated as 1.1 (RFC 9110 §2.5).
  ///
  /// - Throws: `version` for another major version, `malformed` for what is no version at all.
  init(_ bytes: UnsafeRawBufferPointer, malformed: HTTPViolation) throws(HTTPViolation) {
    guard bytes.count == 8, bytes.starts(with: "HTTP/".utf8), bytes[6] == UInt8(ascii: "."),
      bytes[5].isDigit, bytes[7].isDigit
    else { throw malformed }
    guard bytes[5] == UInt8(ascii: "1") else { throw .version }
    self = bytes[7] == UInt8(ascii: "0") ? .http10 : .http11
  }
}
