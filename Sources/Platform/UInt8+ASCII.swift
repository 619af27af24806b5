extension UInt8 {
  /// Whether the byte is a decimal digit of ASCII.
  package var isASCIIDigit: Bool { self &- UInt8(ascii: "0") < 10 }

  /// Whether the byte is a letter or decimal digit of ASCII.
  package var isASCIIAlphanumeric: Bool { isASCIIDigit || (self | 0x20) &- UInt8(ascii: "a") < 26 }
}
