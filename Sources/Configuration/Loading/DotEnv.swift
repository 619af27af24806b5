import Platform

/// The variables of a `.env` file.
///
/// A line is `NAME=value`, with `export` before it if one likes. `#` begins a comment at the start of a line or after a
/// blank. Single quotes keep the value as it is, double quotes also know `\n`, `\"` and `\\`; both may hold line ends.
package struct DotEnv: Hashable, Sendable {
  /// The variables in their order; of one that comes twice, the last.
  package private(set) var values: [String: String] = [:]
  /// The numbers of the lines that hold something else.
  package private(set) var unreadableLines: [Int] = []

  /// Reads a file's text.
  ///
  /// Bytes that are not UTF-8 become replacement characters.
  package init(_ bytes: some Collection<UInt8>) {
    var lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).map(String.init)[...]
    var number = 0
    while let line = lines.popFirst() {
      number += 1
      guard let (name, text) = Self.assignment(line) else {
        if !Self.isIgnored(line) { unreadableLines.append(number) }
        continue
      }
      var value = Value(text)
      let start = number
      while value.isOpen, let next = lines.popFirst() {
        number += 1
        value.append(line: next)
      }
      if let result = value.result { values[name] = result } else { unreadableLines.append(start) }
    }
  }

  private static func isIgnored(_ line: String) -> Bool {
    let text = line.trimmingBlanks()
    return text.isEmpty || text.hasPrefix("#")
  }

  private static func assignment(_ line: String) -> (name: String, text: String)? {
    let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    var name = parts[0].trimmingBlanks()
    if name.hasPrefix("export ") { name = name.dropFirst("export ".count).trimmingBlanks() }
    return isName(name) ? (name, parts[1].trimmingBlanks()) : nil
  }

  /// Whether a text can name a variable: letters, digits and `_`, no digit first.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !first.isASCIIDigit else { return false }
    return text.utf8.allSatisfy { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "_") }
  }

  /// A value as it is collected, line by line while its quotes are open.
  private struct Value {
    private let quote: UInt8?
    private var text: [UInt8]
    /// Where the closing quote stands, once it has come.
    private var closing: Int?
    private var isEscaped = false

    init(_ text: String) {
      let first = text.utf8.first
      quote = first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") ? first : nil
      self.text = Array(quote == nil ? text.utf8[...] : text.utf8.dropFirst())
      findClosing(from: 0)
    }

    var isOpen: Bool { quote != nil && closing == nil }

    mutating func append(line: String) {
      let start = text.count
      text += [UInt8(ascii: "\n")] + line.utf8
      findClosing(from: start)
    }

    /// Looks at each byte once, however many lines the quotes hold.
    private mutating func findClosing(from start: Int) {
      guard let quote else { return }
      for index in start..<text.count {
        if isEscaped {
          isEscaped = false
        } else if text[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
          isEscaped = true
        } else if text[index] == quote {
          closing = index
          return
        }
      }
    }

    /// The value without quotes and comment; nil when the quotes never close or something follows them.
    var result: String? {
      guard quote != nil else { return withoutComment }
      guard let closing else { return nil }
      let rest = String(decoding: text[(closing + 1)...], as: UTF8.self).trimmingBlanks()
      guard rest.isEmpty || rest.hasPrefix("#") else { return nil }
      let content = String(decoding: text[..<closing], as: UTF8.self)
      return quote == UInt8(ascii: "'") ? content : Self.unescaped(content)
    }

    private var withoutComment: String {
      let text = String(decoding: text, as: UTF8.self)
      var previous: Character = " "
      for index in text.indices {
        if text[index] == "#", previous == " " || previous == "\t" { return text[..<index].trimmingBlanks() }
        previous = text[index]
      }
      return text
    }

    private static func unescaped(_ character: Character) -> String {
      switch character {
      case "n": "\n"
      case "\"", "\\": String(character)
      default: "\\\(character)"
      }
    }

    private static func unescaped(_ text: String) -> String {
      var output = ""
      var isEscaped = false
      for character in text {
        if isEscaped {
          output += unescaped(character)
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else {
          output.append(character)
        }
      }
      return output
    }
  }
}
