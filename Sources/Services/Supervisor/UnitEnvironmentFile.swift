import Platform

/// The assignments of a file named by `EnvironmentFile=`: `systemd.exec(5)`.
package enum UnitEnvironmentFile {
  /// Reads `NAME=value` lines; blank lines, those that start with `#` or `;`, and lines without a name are passed over.
  ///
  /// As systemd reads them: a backslash takes the next character for what it is, and before a line feed joins the lines;
  /// quotes stand around a value or its beginning, and within double ones a backslash counts only before `"`, `\`, `$`,
  /// a backquote and a line feed.
  package static func assignments(_ bytes: [UInt8]) -> [ServiceVariable] {
    var scanner = EnvironmentFileScanner(rest: bytes[...])
    var found: [ServiceVariable] = []
    while !scanner.rest.isEmpty {
      if let variable = scanner.assignment() { found.append(variable) }
    }
    return found
  }
}

/// The place in a file of assignments.
private struct EnvironmentFileScanner {
  private(set) var rest: ArraySlice<UInt8>

  private static let lineFeed = UInt8(ascii: "\n")
  private static let backslash = UInt8(ascii: "\\")
  private static let doubleQuote = UInt8(ascii: "\"")
  private static let singleQuote = UInt8(ascii: "'")
  /// What a backslash makes literal within double quotes.
  private static let escapable = Set("\"\\$`".utf8)

  init(rest: ArraySlice<UInt8>) { self.rest = rest }

  /// The assignment that begins here; nil for a line that has none, which is passed over.
  mutating func assignment() -> ServiceVariable? {
    let start = rest.prefix { $0 != Self.lineFeed && $0 != UInt8(ascii: "=") }
    rest = rest[start.endIndex...]
    let name = String(validating: start, as: UTF8.self)?.trimmingBlanks()
    let isComment = name.map { $0.hasPrefix("#") || $0.hasPrefix(";") } ?? true
    guard let name, !isComment, rest.first == UInt8(ascii: "=") else {
      rest = rest.drop { $0 != Self.lineFeed }.dropFirst()
      return nil
    }
    rest = rest.dropFirst()
    guard let value = String(validating: value(), as: UTF8.self), !name.isEmpty else { return nil }
    return ServiceVariable(name, value)
  }

  private mutating func value() -> [UInt8] {
    var (value, isAtStart) = ([UInt8](), true)
    // How much of the value no blanks at the end are taken off.
    var kept = 0
    while let byte = rest.popFirst(), byte != Self.lineFeed {
      let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
      switch byte {
      case _ where isBlank && isAtStart: continue
      case Self.singleQuote where isAtStart, Self.doubleQuote where isAtStart: quoted(by: byte, &value)
      case Self.backslash:
        isAtStart = false
        if let next = rest.popFirst(), next != Self.lineFeed { value.append(next) }
      default:
        isAtStart = false
        value.append(byte)
      }
      if !isBlank { kept = value.count }
    }
    return Array(value.prefix(kept))
  }

  private mutating func quoted(by mark: UInt8, _ value: inout [UInt8]) {
    while let byte = rest.popFirst(), byte != mark {
      guard byte == Self.backslash, mark == Self.doubleQuote, let next = rest.first else {
        value.append(byte)
        continue
      }
      rest = rest.dropFirst()
      if next == Self.lineFeed { continue }
      value += Self.escapable.contains(next) ? [next] : [byte, next]
    }
  }
}
