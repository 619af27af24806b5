/// The tokens of a JSON5 text.
///
/// The text is known to be UTF-8.
struct JSON5Scanner {
  let bytes: UnsafeRawBufferPointer
  var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The byte here; nil at the end.
  var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// The character here and how many bytes it takes; nil at the end.
  var character: (scalar: Unicode.Scalar, length: Int)? {
    guard let first = byte else { return nil }
    guard first >= 0x80 else { return (Unicode.Scalar(first), 1) }
    let length = UTF8Sequence.length(at: offset, in: bytes) ?? 1
    let text = String(decoding: bytes[offset..<(offset + length)], as: UTF8.self)
    return text.unicodeScalars.first.map { ($0, length) }
  }

  /// Passes a byte if it stands here.
  mutating func accept(_ expected: UInt8) -> Bool {
    guard byte == expected else { return false }
    offset += 1
    return true
  }

  /// Passes a word if it stands here.
  mutating func accept(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard bytes.dropFirst(offset).starts(with: UnsafeBufferPointer(start: word.utf8Start, count: length)) else {
      return false
    }
    offset += length
    return true
  }

  /// Passes white space, line ends and comments: JSON5 sections 7 and 8.
  mutating func skipBlanks() throws(JSONError) {
    while let (scalar, length) = character {
      if Self.isBlank(scalar) {
        offset += length
      } else if scalar == "/" {
        try skipComment()
      } else {
        return
      }
    }
  }

  /// Passes the comment that starts here.
  mutating func skipComment() throws(JSONError) {
    if accept("//") {
      while let (scalar, length) = character, !Self.isLineEnd(scalar) { offset += length }
    } else if case let start = offset, accept("/*") {
      while !accept("*/") {
        guard offset < bytes.count else { throw failure(.unterminatedComment, at: start) }
        offset += 1
      }
    } else {
      throw failure(.expected("a comment after /"))
    }
  }

  static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}"
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "\u{B}", "\u{C}", "\u{FEFF}": true
    default: isLineEnd(scalar) || scalar.value >= 0x80 && scalar.properties.generalCategory == .spaceSeparator
    }
  }

  /// An error here, or at another place.
  func failure(_ reason: JSONError.Reason, at place: Int? = nil) -> JSONError {
    JSONError(reason, at: place ?? offset, in: bytes)
  }
}
