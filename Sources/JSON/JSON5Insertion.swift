/// Where and how a new member or element is written at the end of its container.
struct JSON5Insertion {
  let style: JSON5Style
  let container: JSON5Node

  private var bytes: [UInt8] { style.bytes }
  private var last: JSON5Node.Item? { container.items.last }

  /// The replacements that add an item; the key is passed over in an array.
  func edits(adding value: JSONValue, key: String) -> [JSON5Edit] {
    guard let last else { return [fillEmpty(value, key)] }
    return isMultiline ? addLine(value, key, after: last) : addInLine(value, key, after: last)
  }

  /// Whether the container's last item begins on a line of its own.
  private var isMultiline: Bool {
    guard let last else { return bytes[container.range].contains(.lineFeed) }
    let previous = container.items.dropLast().last?.end ?? container.range.lowerBound
    return bytes[previous..<last.start].contains(.lineFeed)
  }

  /// The text of the item without comma.
  private func text(_ value: JSONValue, _ key: String, indentation: [UInt8]?) -> [UInt8] {
    let strings = container.items.last {
      bytes[$0.node.range.lowerBound].isQuote
    }
    let quote = strings.map { bytes[$0.node.range.lowerBound] } ?? UInt8(ascii: "\"")
    let body = style.text(of: value, quote: quote, indentation: indentation)
    guard case .object = container.content else { return body }
    return style.text(ofKey: key, like: last) + colon(isCompact: indentation == nil) + body
  }

  /// The colon as the last member has it, if nothing but blanks is around it.
  private func colon(isCompact: Bool) -> [UInt8] {
    let standard = Array((isCompact && isTight ? ":" : ": ").utf8)
    guard let last, let keyEnd = last.key?.range.upperBound else { return standard }
    let colon = bytes[keyEnd..<last.node.range.lowerBound]
    return colon.allSatisfy { $0.isSpaceOrTab || $0 == UInt8(ascii: ":") } ? Array(colon) : standard
  }

  /// Whether the document has no blank after its first colon, as machines write it.
  private var isTight: Bool {
    bytes.firstIndex(of: UInt8(ascii: ":")).map { $0 + 1 < bytes.count && bytes[$0 + 1] != .space } ?? false
  }

  private func addLine(_ value: JSONValue, _ key: String, after last: JSON5Node.Item) -> [JSON5Edit] {
    let indentation = style.indentation(at: last.start)
    var line = style.lineEnd + indentation + text(value, key, indentation: indentation)
    if last.comma != nil { line.append(UInt8(ascii: ",")) }
    let place = endOfLine(from: last.comma.map { $0 + 1 } ?? last.end)
    guard last.comma == nil else { return [.insert(line, at: place)] }
    if place == last.end { return [.insert([UInt8(ascii: ",")] + line, at: place)] }
    return [.insert([UInt8(ascii: ",")], at: last.end), .insert(line, at: place)]
  }

  /// The place behind blanks and comments that share the line with what ends at `place`.
  private func endOfLine(from place: Int) -> Int {
    bytes.withUnsafeBytes { text in
      var scanner = JSON5Scanner(text)
      scanner.offset = place
      var end = place
      while let byte = scanner.byte, !byte.endsLine {
        if byte.isSpaceOrTab {
          scanner.offset += 1
        } else if byte == UInt8(ascii: "/"), case .success = Result(catching: { try scanner.skipComment() }) {
          end = scanner.offset
        } else {
          break
        }
      }
      return end
    }
  }

  private func addInLine(_ value: JSONValue, _ key: String, after last: JSON5Node.Item) -> [JSON5Edit] {
    let item = text(value, key, indentation: nil)
    if let comma = last.comma { return [.insert(gap + item + [UInt8(ascii: ",")], at: comma + 1)] }
    return [.insert([UInt8(ascii: ",")] + gap + item, at: last.end)]
  }

  /// What stands between a comma and the next item on one line.
  private var gap: [UInt8] {
    if container.items.count > 1, let last, let comma = container.items[container.items.count - 2].comma {
      let gap = bytes[(comma + 1)..<last.start]
      if gap.allSatisfy(\.isSpaceOrTab) { return Array(gap) }
    }
    return isTight ? [] : [.space]
  }

  private func fillEmpty(_ value: JSONValue, _ key: String) -> JSON5Edit {
    let closing = container.range.upperBound - 1
    let outer = style.indentation(at: container.range.lowerBound)
    let inner = outer + style.unit
    if isMultiline {
      let lineStart = JSON5Style.lineStart(of: closing, in: bytes)
      let ownsLine = bytes[lineStart..<closing].allSatisfy(\.isSpaceOrTab)
      let item = inner + text(value, key, indentation: inner) + style.lineEnd
      return ownsLine ? .insert(item, at: lineStart) : .insert(style.lineEnd + item + outer, at: closing)
    }
    let isOnlyBlank = bytes[(container.range.lowerBound + 1)..<closing].allSatisfy(\.isSpaceOrTab)
    let place = isOnlyBlank ? container.range.lowerBound + 1..<closing : closing..<closing
    if isInsideOneLine { return JSON5Edit(range: place, replacement: text(value, key, indentation: nil)) }
    let lines = style.lineEnd + inner + text(value, key, indentation: inner) + style.lineEnd + outer
    return JSON5Edit(range: place, replacement: lines)
  }

  /// Whether the container shares its line with an item around it that is written on one line.
  private var isInsideOneLine: Bool {
    let lineStart = JSON5Style.lineStart(of: container.range.lowerBound, in: bytes)
    let before = bytes[lineStart..<container.range.lowerBound]
    return before.contains { [UInt8(ascii: "{"), UInt8(ascii: "[")].contains($0) }
  }
}
