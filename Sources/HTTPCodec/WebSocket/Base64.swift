/// Base64 with padding: RFC 4648 §4.
package enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let padding = UInt8(ascii: "=")

  /// The text of some bytes.
  package static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
      for place in 0..<4 {
        text.append(place <= group.count ? alphabet[Int(bits >> (18 - 6 * UInt32(place)) & 63)] : padding)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of a text; nil when it is not the one canonical encoding of anything: no other characters, all padding,
  /// no stray bits.
  package static func decode(_ text: String) -> [UInt8]? {
    let characters = Array(text.utf8)
    guard characters.count % 4 == 0 else { return nil }
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: characters.count, by: 4) {
      let padded = characters[start..<start + 4].reversed().prefix { $0 == padding }.count
      guard padded <= 2, padded == 0 || start + 4 == characters.count else { return nil }
      guard let group = decodeGroup(characters[start..<start + 4 - padded]) else { return nil }
      bytes += group
    }
    return bytes
  }

  private static func decodeGroup(_ characters: ArraySlice<UInt8>) -> [UInt8]? {
    var bits: UInt32 = 0
    for character in characters {
      guard let value = value(of: character) else { return nil }
      bits = bits << 6 | UInt32(value)
    }
    bits <<= 6 * UInt32(4 - characters.count)
    let all = [16, 8, 0].map { UInt8(truncatingIfNeeded: bits >> $0) }
    guard all.dropFirst(characters.count - 1).allSatisfy({ $0 == 0 }) else { return nil }
    return Array(all.prefix(characters.count - 1))
  }
  private static func value(of character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
