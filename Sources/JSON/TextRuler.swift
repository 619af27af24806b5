/// Finds the places of a text's bytes without reading the text from its start each time.
///
/// One pass sets marks at equal distances; a place is then at most one distance from a mark, on a long line too.
struct TextRuler: Sendable {
  private static let distance = 512

  /// The places of byte 0, 512, 1024 and so on.
  private let marks: [TextPosition]

  init(_ text: UnsafeRawBufferPointer) {
    var marks = [TextPosition(line: 1, column: 1)]
    var start = 0
    while start + Self.distance <= text.count {
      marks.append(marks[marks.count - 1].advanced(over: start..<start + Self.distance, of: text))
      start += Self.distance
    }
    self.marks = marks
  }

  /// The place after `offset` bytes of the text that was measured.
  func position(of offset: Int, in text: UnsafeRawBufferPointer) -> TextPosition {
    let end = min(offset, text.count)
    let mark = end / Self.distance
    return marks[mark].advanced(over: mark * Self.distance..<end, of: text)
  }
}
