/// A tag of an XML element, its attributes left out.
enum PropertyListTag: Hashable {
  case start(String)
  case end(String)
  case empty(String)
}

/// Cuts the XML of a property list into tags and text: the part of XML 1.0 that its DTD can use.
struct PropertyListScanner {
  private let bytes: [UInt8]
  private var position: Int

  /// - Parameter bytes: UTF-8, with or without a byte order mark.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  var isAtEnd: Bool { position >= bytes.count }

  /// An error on the line that has been reached.
  func error(_ problem: PropertyListError.Problem) -> PropertyListError {
    PropertyListError(problem, line: 1 + bytes[..<min(position, bytes.count)].count { $0 == UInt8(ascii: "\n") })
  }

  /// Passes over the XML declaration and the document type.
  mutating func skipProlog() throws(PropertyListError) {
    if skip("<?xml") { try checkEncoding(of: try upTo("?>")) }
    try skipBlanksAndComments()
    if skip("<!DOCTYPE") {
      if try upTo(">").utf8.contains(UInt8(ascii: "[")) { throw error(.internalSubset) }
    }
    try skipBlanksAndComments()
  }

  /// Passes over blanks and comments.
  mutating func skipBlanksAndComments() throws(PropertyListError) {
    repeat {
      while !isAtEnd, Self.isBlank(bytes[position]) { position += 1 }
    } while try skipComment()
  }

  /// The next tag, which must stand here.
  mutating func tag() throws(PropertyListError) -> PropertyListTag {
    if isAtEnd { throw error(.unexpectedEnd) }
    guard skip("<") else { throw error(.expected("an element")) }
    let isEnd = skip("/")
    var content = try upTo(">")
    let isEmpty = !isEnd && content.utf8.last == UInt8(ascii: "/")
    if isEmpty { content.removeLast() }
    let words = content.split(whereSeparator: \.isWhitespace)
    guard let name = words.first, content.utf8.first.map(Self.isBlank) == false, !isEnd || words.count == 1 else {
      throw error(.expected("the name of an element"))
    }
    if isEnd { return .end(String(name)) }
    return isEmpty ? .empty(String(name)) : .start(String(name))
  }

  /// The text up to the next tag: references replaced, CDATA sections as they stand, every end of a line one line
  /// feed (XML 1.0, 2.11).
  mutating func text() throws(PropertyListError) -> String {
    var text: [UInt8] = []
    while true {
      if isAtEnd { throw error(.unexpectedEnd) }
      if skip("<![CDATA[") {
        text += try upTo("]]>").utf8
      } else if bytes[position] == UInt8(ascii: "<") {
        return String(decoding: text, as: UTF8.self)
      } else if skip("&") {
        text += try reference().utf8
      } else {
        append(bytes[position], to: &text)
        position += 1
      }
    }
  }

  private mutating func append(_ byte: UInt8, to text: inout [UInt8]) {
    guard byte == UInt8(ascii: "\r") else { return text.append(byte) }
    if position + 1 >= bytes.count || bytes[position + 1] != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
  }

  /// What stands between `&` and `;`, as the text it stands for.
  private mutating func reference() throws(PropertyListError) -> String {
    let name = try upTo(";")
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let isHexadecimal = name.hasPrefix("#x")
      let digits = name.dropFirst(isHexadecimal ? 2 : 1)
      guard name.hasPrefix("#"), let number = UInt32(digits, radix: isHexadecimal ? 16 : 10),
        let scalar = Unicode.Scalar(number), PropertyListEscape.isAllowed(scalar) || scalar == "\r"
      else { throw error(.badReference(name)) }
      return String(Character(scalar))
    }
  }

  private mutating func checkEncoding(of declaration: String) throws(PropertyListError) {
    guard let name = declaration.split(separator: "encoding=").dropFirst().first else { return }
    let quoted = name.dropFirst().prefix { $0 != "\"" && $0 != "'" }
    if quoted.lowercased() != "utf-8" { throw error(.encoding(String(quoted))) }
  }

  private mutating func skipComment() throws(PropertyListError) -> Bool {
    guard skip("<!--") else { return false }
    _ = try upTo("-->")
    return true
  }

  /// Passes over a text that stands here; false when another one does.
  private mutating func skip(_ text: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard bytes[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  /// The text before a mark, which is passed over too.
  private mutating func upTo(_ mark: StaticString) throws(PropertyListError) -> String {
    let start = position
    while !isAtEnd {
      let end = position
      if skip(mark) { return String(decoding: bytes[start..<end], as: UTF8.self) }
      position += 1
    }
    throw error(.unexpectedEnd)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
