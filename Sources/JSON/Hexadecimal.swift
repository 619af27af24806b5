/// Hexadecimal digits in a text.
enum Hexadecimal {
  /// The value of exactly `count` digits, at most four; nil when one is missing.
  static func value(of count: Int, at place: Int, in bytes: UnsafeRawBufferPointer) -> UInt16? {
    guard place + count <= bytes.count else { return nil }
    var value: UInt16 = 0
    for index in place..<(place + count) {
      guard let digit = digit(bytes[index]) else { return nil }
      value = value << 4 | UInt16(digit)
    }
    return value
  }

  /// The value of one digit, in either case.
  static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
