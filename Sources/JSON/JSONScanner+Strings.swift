extension JSONScanner {
  /// Passes a string, whose opening quote stands here, and checks its escapes and its UTF-8.
  mutating func scanString() throws(JSONError) -> JSONStringSlice {
    let start = offset + 1
    var place = start
    var hasEscapes = false
    while true {
      place = endOfPlainBytes(from: place)
      guard place < bytes.count else { throw failure(.unterminatedString) }
      switch bytes[place] {
      case UInt8(ascii: "\""):
        offset = place + 1
        let content = UnsafeRawBufferPointer(rebasing: bytes[start..<place])
        return JSONStringSlice(content: content, hasEscapes: hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        place = try scanEscape(at: place)
      case 0x80...:
        guard let length = UTF8Sequence.length(at: place, in: bytes) else { throw failure(.invalidUTF8, at: place) }
        place += length
      case let byte: throw failure(.controlCharacter(byte), at: place)
      }
    }
  }

  /// The first place from `start` on with a quote, a backslash, a control character or no ASCII; eight bytes a step.
  @inline(__always)
  private func endOfPlainBytes(from start: Int) -> Int {
    var place = start
    while place + 8 <= bytes.count, Self.isPlain(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) {
      place += 8
    }
    while place < bytes.count, Self.isPlain(bytes[place]) { place += 1 }
    return place
  }

  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  /// Whether none of a word's eight bytes needs a closer look.
  ///
  /// The well-known test for a zero byte, three times.
  @inline(__always)
  private static func isPlain(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
    let marked = word | (word &- ones &* 0x20) | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
    return marked & (ones << 7) == 0
  }

  /// The place after the escape whose backslash stands at `place`.
  private func scanEscape(at place: Int) throws(JSONError) -> Int {
    guard place + 1 < bytes.count else { throw failure(.unterminatedString) }
    switch bytes[place + 1] {
    case UInt8(ascii: "u"): return try scanUnicodeEscape(at: place)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return place + 2
    default: throw failure(.invalidEscape, at: place)
    }
  }

  private func scanUnicodeEscape(at place: Int) throws(JSONError) -> Int {
    guard let unit = Hexadecimal.value(of: 4, at: place + 2, in: bytes) else {
      throw failure(.invalidEscape, at: place)
    }
    guard Unicode.UTF16.isSurrogate(unit) else { return place + 6 }
    guard Unicode.UTF16.isLeadSurrogate(unit), place + 8 <= bytes.count, bytes[place + 6] == UInt8(ascii: "\\"),
      bytes[place + 7] == UInt8(ascii: "u"), let second = Hexadecimal.value(of: 4, at: place + 8, in: bytes),
      Unicode.UTF16.isTrailSurrogate(second)
    else { throw failure(.unpairedSurrogate, at: place) }
    return place + 12
  }
}
