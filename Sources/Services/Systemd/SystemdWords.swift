import Platform

/// Cuts a directive's value into words as systemd's `extract_first_word` does with quotes and C escapes.
package struct SystemdWords {
  /// What a directive does beyond cutting at blanks and undoing quotes.
  package enum Grammar {
    /// C escapes: `Environment=`. An unknown escape stays as it is.
    case list
    /// As `list`; a semicolon that is a word of its own ends the command: `ExecStart=`.
    case command
    /// A backslash takes the next character as it is: lists of paths.
    case paths
  }

  private var rest: ArraySlice<UInt8>
  private let grammar: Grammar

  private init(_ text: String, _ grammar: Grammar) {
    rest = Array(text.utf8)[...]
    self.grammar = grammar
  }

  /// The words of a value; nil when a quote is not closed or an escape gives no text, where systemd ignores the line.
  package static func split(_ text: String, as grammar: Grammar) -> [String]? {
    var reader = SystemdWords(text, grammar)
    var words: [String] = []
    while reader.skipBlanks(), !reader.takes(";") {
      if reader.takes("\\;") {
        words.append(";")
        continue
      }
      guard let bytes = reader.word(), let word = String(validating: bytes, as: UTF8.self) else { return nil }
      words.append(word)
    }
    return words
  }

  /// Takes a word that separates or stands for a separator between commands.
  private mutating func takes(_ separator: StaticString) -> Bool {
    let end = rest.firstIndex(where: Self.isBlank) ?? rest.endIndex
    let isNext = grammar == .command && separator.withUTF8Buffer { rest[..<end].elementsEqual($0) }
    if isNext { rest = rest[end...] }
    return isNext
  }

  private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

  /// Whether a word follows.
  private mutating func skipBlanks() -> Bool {
    rest = rest.drop(while: Self.isBlank)
    return !rest.isEmpty
  }

  private mutating func word() -> [UInt8]? {
    var word: [UInt8] = []
    var quote: UInt8?
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\\"): word += escape()
      case let mark where mark == quote: quote = nil
      case UInt8(ascii: "\""), UInt8(ascii: "'"): if quote == nil { quote = byte } else { word.append(byte) }
      case let blank where quote == nil && Self.isBlank(blank): return word
      default: word.append(byte)
      }
    }
    return quote == nil ? word : nil
  }

  /// What the characters after a backslash stand for.
  private mutating func escape() -> [UInt8] {
    guard let sign = rest.popFirst() else { return [UInt8(ascii: "\\")] }
    if grammar == .paths { return [sign] }
    if let plain = Self.simpleEscapes[sign] { return [plain] }
    switch sign {
    case UInt8(ascii: "x"): return number(digits: 2, radix: 16).map { [UInt8($0)] } ?? verbatim(sign)
    case UInt8(ascii: "u"): return character(digits: 4) ?? verbatim(sign)
    case UInt8(ascii: "U"): return character(digits: 8) ?? verbatim(sign)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      return number(after: [sign], digits: 2, radix: 8).map { [UInt8($0)] } ?? verbatim(sign)
    default: return verbatim(sign)
    }
  }

  private func verbatim(_ sign: UInt8) -> [UInt8] { [UInt8(ascii: "\\"), sign] }

  private mutating func character(digits: Int) -> [UInt8]? {
    number(digits: digits, radix: 16).flatMap(Unicode.Scalar.init).map { Array(String(Character($0)).utf8) }
  }

  /// A number of exactly so many digits after those already taken, not zero; nothing is taken when there is none.
  private mutating func number(after taken: [UInt8] = [], digits: Int, radix: Int) -> UInt32? {
    let text = taken + rest.prefix(digits)
    guard text.count == taken.count + digits, text.allSatisfy(\.isASCIIAlphanumeric),
      let value = UInt32(String(decoding: text, as: UTF8.self), radix: radix), value > 0
    else { return nil }
    rest = rest.dropFirst(digits)
    return value
  }

  private static let simpleEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13,
    UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11, UInt8(ascii: "s"): 32, UInt8(ascii: "\\"): UInt8(ascii: "\\"),
    UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "'"): UInt8(ascii: "'"),
  ]
}
