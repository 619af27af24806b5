/// Why a text is no path.
package enum JSONPathError: Error, Hashable, Sendable, CustomStringConvertible {
  case empty
  case emptyBrackets
  case unterminatedBracket

  package var description: String {
    switch self {
    case .empty: "the key path is empty"
    case .emptyBrackets: "the key path has empty brackets"
    case .unterminatedBracket: "the key path has a [ without a ]"
    }
  }
}

extension JSONPath {
  /// Reads a path as people write it.
  ///
  /// Steps are split at dots; `[x]` adds the step `x`, trimmed; a backslash makes the next character plain; empty
  /// steps are dropped. A step of plain digits is an index.
  package init(parsing text: String) throws(JSONPathError) {
    var parser = Parser()
    for character in text.unicodeScalars { try parser.received(character) }
    segments = try parser.finish()
    guard !segments.isEmpty else { throw .empty }
  }

  private struct Parser {
    private var segments: [Segment] = []
    private var current = String.UnicodeScalarView()
    private var isEscaped = false
    private var isBracketed = false

    mutating func received(_ character: Unicode.Scalar) throws(JSONPathError) {
      switch character {
      case _ where isEscaped:
        current.append(character)
        isEscaped = false
      case "\\": isEscaped = true
      case "]" where isBracketed: try closeBracket()
      case "." where !isBracketed: endSegment()
      case "[" where !isBracketed:
        endSegment()
        isBracketed = true
      default: current.append(character)
      }
    }

    mutating func finish() throws(JSONPathError) -> [Segment] {
      guard !isBracketed else { throw .unterminatedBracket }
      if isEscaped { current.append("\\") }
      endSegment()
      return segments
    }

    private mutating func closeBracket() throws(JSONPathError) {
      while current.first == " " { current.removeFirst() }
      while current.last == " " { current.removeLast() }
      guard !current.isEmpty else { throw .emptyBrackets }
      isBracketed = false
      endSegment()
    }

    private mutating func endSegment() {
      guard !current.isEmpty else { return }
      let text = String(current)
      if let index = Int(text), index >= 0, String(index) == text {
        segments.append(.index(index))
      } else {
        segments.append(.key(text))
      }
      current = String.UnicodeScalarView()
    }
  }
}
