import Glibc

/// A checked string inside a text that the caller keeps alive.
///
/// It is decoded only when its text is asked for.
package struct JSONStringSlice {
  /// The bytes between the quotes, escapes as written.
  package let content: UnsafeRawBufferPointer
  let hasEscapes: Bool

  /// The decoded text.
  package var text: String {
    hasEscapes ? String(decoding: unescaped, as: UTF8.self) : String(decoding: content, as: UTF8.self)
  }

  /// Whether the decoded text has no characters.
  package var isEmpty: Bool { content.isEmpty }

  /// Whether the decoded text is the literal.
  ///
  /// Allocates only when the string holds escapes.
  package static func == (slice: JSONStringSlice, literal: StaticString) -> Bool {
    if slice.hasEscapes { return slice.text == literal.description }
    guard slice.content.count == literal.utf8CodeUnitCount else { return false }
    guard let base = slice.content.baseAddress, slice.content.count > 0 else { return true }
    return memcmp(base, literal.utf8Start, slice.content.count) == 0
  }

  /// Lets a `switch` over a string have literals as cases.
  package static func ~= (literal: StaticString, slice: JSONStringSlice) -> Bool { slice == literal }

  /// The decoded bytes.
  ///
  /// The scanner has checked every escape.
  private var unescaped: [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(content.count)
    var place = 0
    while place < content.count {
      if content[place] == UInt8(ascii: "\\"), place + 1 < content.count {
        place = appendEscape(at: place, to: &output)
      } else {
        output.append(content[place])
        place += 1
      }
    }
    return output
  }

  private func appendEscape(at place: Int, to output: inout [UInt8]) -> Int {
    switch content[place + 1] {
    case UInt8(ascii: "u"): return appendUnicodeEscape(at: place, to: &output)
    case UInt8(ascii: "b"): output.append(0x08)
    case UInt8(ascii: "f"): output.append(0x0C)
    case UInt8(ascii: "n"): output.append(.lineFeed)
    case UInt8(ascii: "r"): output.append(.carriageReturn)
    case UInt8(ascii: "t"): output.append(.tab)
    case let byte: output.append(byte)
    }
    return place + 2
  }

  private func appendUnicodeEscape(at place: Int, to output: inout [UInt8]) -> Int {
    let first = Hexadecimal.value(of: 4, at: place + 2, in: content) ?? 0xFFFD
    guard Unicode.UTF16.isLeadSurrogate(first), let second = Hexadecimal.value(of: 4, at: place + 8, in: content)
    else {
      output.append(contentsOf: String(decoding: [first], as: UTF16.self).utf8)
      return place + 6
    }
    output.append(contentsOf: String(decoding: [first, second], as: UTF16.self).utf8)
    return place + 12
  }
}
