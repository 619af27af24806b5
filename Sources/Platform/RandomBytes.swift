import CLinux

/// Random bytes from the kernel's generator.
package enum RandomBytes {
  /// As many bytes as asked for: `getrandom(2)`, which does not fail for the sizes used here.
  package static func make(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    var bytes: [UInt8] = []
    // Eight at a time: each number is a system call.
    while bytes.count < count {
      withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0.prefix(count - bytes.count)) }
    }
    return bytes
  }

  /// A random UUID: RFC 9562 version 4, in lower case.
  package static func uuid() -> String {
    var bytes = make(16)
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
      text.append(hexadecimal: byte)
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension Sequence<UInt8> {
  /// Two lower-case hexadecimal digits a byte.
  package var hexadecimal: String {
    var text: [UInt8] = []
    text.reserveCapacity(2 * underestimatedCount)
    for byte in self { text.append(hexadecimal: byte) }
    return String(decoding: text, as: UTF8.self)
  }
}

extension [UInt8] {
  fileprivate mutating func append(hexadecimal byte: UInt8) {
    for value in [byte >> 4, byte & 15] {
      append(value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + (value - 10))
    }
  }
}
