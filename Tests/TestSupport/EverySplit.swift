/// The ways in which a peer's bytes can arrive: whole, byte by byte, and cut in two at each offset.
///
/// A parser's test runs once for each and expects the same result:
/// `for pieces in everySplit(of: bytes) { #expect(parse(pieces) == expected, "\(pieces.map(\.count))") }`
package func everySplit(of bytes: [UInt8]) -> [[[UInt8]]] {
  let cuts = bytes.indices.dropFirst().map { [Array(bytes[..<$0]), Array(bytes[$0...])] }
  return [[bytes], bytes.map { [$0] }] + cuts
}

/// The same for text, as UTF-8.
package func everySplit(of text: String) -> [[[UInt8]]] { everySplit(of: Array(text.utf8)) }
