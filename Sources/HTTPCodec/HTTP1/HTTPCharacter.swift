/// The character classes of RFC 9110 §5.6 and RFC 3986 §2.
extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let tab = UInt8(ascii: "\t")

  var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

  /// Letters, digits and ``!#$%&'*+-.^_`|~``.
  var isTokenCharacter: Bool { Self.tokenCharacters[self] }

  /// What a field value may hold: visible characters, space, tab, and bytes above ASCII.
  var isFieldValueCharacter: Bool { self >= 0x20 && self != 0x7F || self == .tab }

  /// What a request target may hold.
  ///
  /// Wider than RFC 3986 by what browsers send unescaped, free of what could be taken for a delimiter: controls, space,
  /// quotes, angle brackets and `#` are not in it, nor is anything beyond ASCII.
  var isTargetCharacter: Bool { self > 0x20 && self < 0x7F && !Self.targetDelimiters.contains(self) }

  private static let targetDelimiters = Array("\"#<>".utf8)

  /// The ASCII letter in lower case; every other byte as it is.
  var lowercased: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }

  /// The value of a hexadecimal digit.
  var hexadecimalValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  private static let tokenCharacters = CharacterSet128(
    Array("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8))

  /// A set of ASCII characters as 128 bits.
  private struct CharacterSet128 {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init(_ members: [UInt8]) {
      for member in members {
        if member < 64 { low |= 1 << UInt64(member) } else { high |= 1 << UInt64(member - 64) }
      }
    }

    subscript(_ character: UInt8) -> Bool {
      guard character < 128 else { return false }
      return (character < 64 ? low >> UInt64(character) : high >> UInt64(character - 64)) & 1 == 1
    }
  }
}

extension Sequence<UInt8> {
  /// Whether the bytes spell the same as the text when ASCII case is ignored.
  func matchesIgnoringCase(_ text: some Sequence<UInt8>) -> Bool {
    elementsEqual(text) { $0.lowercased == $1.lowercased }
  }
}

extension Collection<UInt8> where Self: BidirectionalCollection, SubSequence: BidirectionalCollection {
  /// The bytes without spaces and tabs at either end: `OWS` of RFC 9110 §5.6.3.
  var trimmingOptionalWhitespace: SubSequence {
    let isBlank = { (byte: UInt8) in byte == .space || byte == .tab }
    guard let last = lastIndex(where: { !isBlank($0) }) else { return self[endIndex...] }
    return self[...last].drop(while: isBlank)
  }
}
