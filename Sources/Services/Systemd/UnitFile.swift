import Platform

/// A unit file's lines as systemd reads them: `systemd.syntax(7)`.
///
/// Never fails: what systemd ignores is left out here too.
package struct UnitFile: Hashable, Sendable {
  /// One `Key=value` line with its section, in the order of the file.
  package struct Entry: Hashable, Sendable {
    /// The section that the line stands in.
    package let section: String
    /// The text before the equals sign.
    package let key: String
    /// The text after the equals sign without blanks at its ends; escapes and specifiers as they stand.
    package let value: String
    /// The number of the line it ends on, from 1.
    package let line: Int
  }

  /// The lines that count, in order.
  package private(set) var entries: [Entry] = []
  private var section: String?
  private var line = 0

  /// Reads a file's bytes.
  package init(_ bytes: [UInt8]) {
    var continued: [UInt8] = []
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    for line in Self.lines(content) {
      self.line += 1
      if let first = line.first(where: { !Self.isBlank($0) }), first == UInt8(ascii: "#") || first == UInt8(ascii: ";")
      {
        continue
      }
      continued += line
      if Self.isContinued(continued) {
        continued[continued.count - 1] = UInt8(ascii: " ")
      } else {
        read(continued)
        continued = []
      }
    }
    read(continued)
  }

  /// Reads a file's text.
  package init(_ text: String) { self.init(Array(text.utf8)) }

  /// Reads another file after this one, as systemd reads drop-ins.
  package mutating func append(_ other: UnitFile) { entries += other.entries }

  /// The values given to a key that may be given many times.
  ///
  /// An empty value forgets those before it.
  package func values(_ section: String, _ key: String) -> [String] {
    let all = entries.filter { $0.section == section && $0.key == key }.map(\.value)
    guard let reset = all.lastIndex(of: "") else { return all }
    return Array(all[(reset + 1)...])
  }

  /// The value of a key whose last line counts; nil when the key is absent or set to nothing.
  package func value(_ section: String, _ key: String) -> String? { values(section, key).last }

  private mutating func read(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self)?.trimmingBlanks(), !text.isEmpty else { return }
    if text.utf8.first == UInt8(ascii: "[") {
      section = text.utf8.last == UInt8(ascii: "]") ? String(text.dropFirst().dropLast()) : nil
    } else if let section, let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) {
      let value = text[text.utf8.index(after: equals)...].trimmingBlanks()
      entries.append(Entry(section: section, key: text[..<equals].trimmingBlanks(), value: value, line: line))
    }
  }

  /// Whether a line ends with a backslash that no other backslash escapes.
  private static func isContinued(_ line: [UInt8]) -> Bool {
    line.reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
  }

  /// The text between line ends: a line feed, a carriage return, both together, or a NUL.
  private static func lines(_ content: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var rest = content
    while let end = rest.firstIndex(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0 }) {
      lines.append(rest[..<end])
      let isPair = rest[end] == 0x0D && rest[(end + 1)...].first == 0x0A
      rest = rest[(end + (isPair ? 2 : 1))...]
    }
    return lines + [rest]
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
