/// Checks UTF-8 in pieces and says no at the first byte that cannot be right: RFC 3629 §4.
struct UTF8Validator: Hashable, Sendable {
  /// Continuation bytes that the sequence under way still needs.
  private var missing: UInt8 = 0
  /// The range of the next continuation byte, which rules out overlong forms, surrogates and what lies past U+10FFFF.
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF

  /// Whether the text may end here.
  var isAtBoundary: Bool { missing == 0 }

  /// Takes the next piece; false as soon as it cannot be the middle of a valid text.
  @inline(__always)
  mutating func accepts(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard var position = bytes.baseAddress else { return true }
    let end = position + bytes.count
    while true {
      if missing == 0 { Self.skipASCII(&position, end) }
      guard position < end else { return true }
      guard accepts(position.load(as: UInt8.self)) else { return false }
      position += 1
    }
  }

  @inline(__always)
  private static func skipASCII(_ position: inout UnsafeRawPointer, _ end: UnsafeRawPointer) {
    while end - position >= 32 {
      guard (position.loadUnaligned(as: SIMD4<UInt64>.self) & 0x8080_8080_8080_8080) == .zero else { break }
      position += 32
    }
    while end - position >= 8 {
      guard position.loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 == 0 else { break }
      position += 8
    }
    while position < end, position.load(as: UInt8.self) < 0x80 { position += 1 }
  }

  private mutating func accepts(_ byte: UInt8) -> Bool {
    guard missing > 0 else { return begins(with: byte) }
    guard byte >= lowest, byte <= highest else { return false }
    missing -= 1
    (lowest, highest) = (0x80, 0xBF)
    return true
  }

  private mutating func begins(with byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x7F: missing = 0
    case 0xC2...0xDF: missing = 1
    case 0xE0: (missing, lowest) = (2, 0xA0)
    case 0xED: (missing, highest) = (2, 0x9F)
    case 0xE1...0xEF: missing = 2
    case 0xF0: (missing, lowest) = (3, 0x90)
    case 0xF1...0xF3: missing = 3
    case 0xF4: (missing, highest) = (3, 0x8F)
    default: return false
    }
    return true
  }
}
