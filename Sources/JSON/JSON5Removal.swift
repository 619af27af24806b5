/// What goes when an item is taken out of its container.
struct JSON5Removal {
  let bytes: [UInt8]
  let items: [JSON5Node.Item]
  let position: Int

  private var item: JSON5Node.Item { items[position] }

  /// The comma that would be one too many: the item's own, or the one before the last item.
  private var comma: Int? {
    item.comma ?? (position > 0 ? items[position - 1].comma : nil)
  }

  /// The removals: item, comma, and the line or the blanks that nothing needs any more.
  var edits: [JSON5Edit] {
    guard let comma else { return [.remove(widened(item.range))] }
    if comma < item.start, isBlank(comma + 1..<item.start), !spansLines(comma..<item.start) {
      return [.remove(comma..<item.end)]
    }
    if comma >= item.end, isBlank(item.end..<comma) { return [.remove(widened(item.start..<comma + 1))] }
    return [.remove(comma..<comma + 1), .remove(widened(item.range))]
  }

  /// The range with its whole line when nothing else is on it, else with the blanks after it.
  private func widened(_ range: Range<Int>) -> Range<Int> {
    let lineStart = JSON5Style.lineStart(of: range.lowerBound, in: bytes)
    let end = bytes[range.upperBound...].firstIndex { !$0.isSpaceOrTab } ?? bytes.count
    let lineEnd = lineEndLength(at: end)
    if lineEnd > 0, isBlank(lineStart..<range.lowerBound) { return lineStart..<end + lineEnd }
    return range.lowerBound..<(lineEnd > 0 ? range.upperBound : end)
  }

  private func lineEndLength(at place: Int) -> Int {
    guard place < bytes.count else { return 0 }
    if bytes[place] == .carriageReturn { return bytes[(place + 1)...].first == .lineFeed ? 2 : 1 }
    return bytes[place] == .lineFeed ? 1 : 0
  }

  private func isBlank(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy { $0.isSpaceOrTab || $0.endsLine } }

  private func spansLines(_ range: Range<Int>) -> Bool { bytes[range].contains(where: \.endsLine) }
}
