/// A place in a text as an editor shows it.
package struct TextPosition: Hashable, Sendable, CustomStringConvertible {
  /// Lines from 1, ended by LF, CR or CR LF.
  package let line: Int
  /// Unicode scalars from 1.
  package let column: Int

  /// A place by its line and column.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The place after `offset` bytes of a text.
  package init(of offset: Int, in text: UnsafeRawBufferPointer) {
    self = TextPosition(line: 1, column: 1).advanced(over: 0..<min(offset, text.count), of: text)
  }

  /// The place after more bytes of a text, when this is the place of the first of them.
  func advanced(over bytes: Range<Int>, of text: UnsafeRawBufferPointer) -> TextPosition {
    var line = line
    var column = column
    for index in bytes {
      let byte = text[index]
      let isFirstOfPair = byte == UInt8(ascii: "\r") && index + 1 < text.count && text[index + 1] == UInt8(ascii: "\n")
      if (byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")) && !isFirstOfPair {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return TextPosition(line: line, column: column)
  }

  package var description: String { "line \(line), column \(column)" }
}
