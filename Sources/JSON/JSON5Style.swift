/// How a document is laid out, so that what is added looks like what is there.
struct JSON5Style {
  let bytes: [UInt8]
  /// What one level of indentation is: that of the root's first item, or two spaces.
  let unit: [UInt8]
  /// LF, or CR LF where the document has it.
  let lineEnd: [UInt8]

  init(of bytes: [UInt8], root: JSON5Node) {
    self.bytes = bytes
    let hasPairs = zip(bytes, bytes.dropFirst()).contains { $0 == .carriageReturn && $1 == .lineFeed }
    lineEnd = hasPairs ? [.carriageReturn, .lineFeed] : [.lineFeed]
    let first = root.items.first.map { Self.indentation(at: $0.start, in: bytes) } ?? []
    unit = first.isEmpty ? [.space, .space] : first
  }

  /// The blanks at the start of the line that a place is on.
  func indentation(at place: Int) -> [UInt8] { Self.indentation(at: place, in: bytes) }

  private static func indentation(at place: Int, in bytes: [UInt8]) -> [UInt8] {
    Array(bytes[lineStart(of: place, in: bytes)..<place].prefix(while: \.isSpaceOrTab))
  }

  /// Where the line that a place is on begins.
  static func lineStart(of place: Int, in bytes: [UInt8]) -> Int {
    bytes[..<place].lastIndex(where: \.endsLine).map { $0 + 1 } ?? 0
  }

  /// A value's text: on one line without indentation, over several lines when it is an object or array with one.
  func text(of value: JSONValue, quote: UInt8, indentation: [UInt8]?) -> [UInt8] {
    if let string = value.stringValue { return text(of: string, quote: quote) }
    var output: [UInt8] = []
    if let indentation {
      let layout = JSONWriter.Layout(lineEnd: lineEnd, indentation: indentation, unit: unit)
      JSONWriter.append(value, layout: layout, to: &output)
    } else {
      JSONWriter.append(value, to: &output)
    }
    return output
  }

  /// A string between quotes of a kind.
  func text(of string: String, quote: UInt8) -> [UInt8] {
    var output: [UInt8] = []
    JSONWriter.append(string: string, to: &output)
    guard quote == UInt8(ascii: "'"), !output.contains(UInt8(ascii: "'")), !output.contains(UInt8(ascii: "\\")) else {
      return output
    }
    return [quote] + output.dropFirst().dropLast() + [quote]
  }

  /// A key's text: bare where its neighbours are and it can be, else in their quotes.
  func text(ofKey key: String, like neighbour: JSON5Node.Item?) -> [UInt8] {
    guard let range = neighbour?.key?.range else { return text(of: key, quote: UInt8(ascii: "\"")) }
    let first = bytes[range.lowerBound]
    return !first.isQuote && Self.isPlainIdentifier(key) ? Array(key.utf8) : text(of: key, quote: first)
  }

  private static func isPlainIdentifier(_ key: String) -> Bool {
    let isLetter = { (byte: UInt8) in byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") }
    guard let first = key.utf8.first, isLetter(first) || first == UInt8(ascii: "_") else { return false }
    return key.utf8.allSatisfy { isLetter($0) || JSON5Scanner.isDigit($0) || $0 == UInt8(ascii: "_") }
  }
}
