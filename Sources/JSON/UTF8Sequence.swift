/// The well-formed byte sequences of RFC 3629 section 4.
enum UTF8Sequence {
  /// The length of the sequence that starts with a byte above 0x7F; nil when it is not well-formed.
  static func length(at place: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let (length, second) = shape(of: bytes[place]), place + length <= bytes.count,
      second.contains(bytes[place + 1])
    else { return nil }
    for index in 2..<max(2, length) where bytes[place + index] & 0xC0 != 0x80 { return nil }
    return length
  }

  /// How long a sequence is by its first byte, and what its second byte may be.
  private static func shape(of first: UInt8) -> (Int, ClosedRange<UInt8>)? {
    switch first {
    case 0xC2...0xDF: (2, 0x80...0xBF)
    case 0xE0: (3, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE...0xEF: (3, 0x80...0xBF)
    case 0xED: (3, 0x80...0x9F)
    case 0xF0: (4, 0x90...0xBF)
    case 0xF1...0xF3: (4, 0x80...0xBF)
    case 0xF4: (4, 0x80...0x8F)
    default: nil
    }
  }

  /// The first place that is not well-formed; nil when the whole text is.
  static func firstFault(in bytes: UnsafeRawBufferPointer) -> Int? {
    var place = 0
    while place < bytes.count {
      guard bytes[place] >= 0x80 else {
        place += 1
        continue
      }
      guard let length = length(at: place, in: bytes) else { return place }
      place += length
    }
    return nil
  }
}
