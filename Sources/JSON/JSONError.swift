/// Why a text is not JSON (or JSON5), and where.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong with the text.
  package enum Reason: Hashable, Sendable {
    case unexpectedEnd
    case expected(String)
    case trailingComma
    case trailingContent
    case byteOrderMark
    case invalidUTF8
    case controlCharacter(UInt8)
    case invalidEscape
    case unpairedSurrogate
    case unterminatedString
    case unterminatedComment
    case invalidNumber
    case numberOutOfRange
    case tooDeep(limit: Int)
    case tooLarge(limit: Int)
  }

  /// What is wrong.
  package let reason: Reason
  /// Bytes before the place.
  package let offset: Int
  /// The line and column of the place.
  package let position: TextPosition

  /// An error at an offset of a text, whose line and column are counted here.
  package init(_ reason: Reason, at offset: Int, in text: UnsafeRawBufferPointer) {
    self.reason = reason
    self.offset = offset
    position = TextPosition(of: offset, in: text)
  }

  /// Lines from 1, ended by LF, CR or CR LF.
  package var line: Int { position.line }

  /// Characters (Unicode scalars) from 1.
  package var column: Int { position.column }

  package var description: String { "line \(line), column \(column): \(reason)" }
}

/// JSON5's errors are JSON's.
package typealias JSON5Error = JSONError

extension JSONError.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unexpectedEnd: "the text ends too early"
    case .expected(let what): "expected \(what)"
    case .trailingComma: "a comma stands before the end of an object or array"
    case .trailingContent: "something follows the end of the value"
    case .byteOrderMark: "the text starts with a byte order mark"
    case .invalidUTF8: "not UTF-8"
    case .controlCharacter(let byte): "control character \(byte) in a string, which must be escaped"
    case .invalidEscape: "no such escape"
    case .unpairedSurrogate: "half of a surrogate pair"
    case .unterminatedString: "the string has no closing quote"
    case .unterminatedComment: "the comment has no end"
    case .invalidNumber: "not a number"
    case .numberOutOfRange: "the number is too large"
    case .tooDeep(let limit): "more than \(limit) objects and arrays in one another"
    case .tooLarge(let limit): "longer than \(limit) bytes"
    }
  }
}
