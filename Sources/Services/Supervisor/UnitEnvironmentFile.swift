import Platform

/// The assignments of a file named by `EnvironmentFile=`: `systemd.exec(5)`.
package enum UnitEnvironmentFile {
  /// Reads `NAME=value` lines; blank lines and those that start with `#` or `;` are skipped, quotes around a value are
  /// taken off, and a line without a name is passed over.
  package static func assignments(_ bytes: [UInt8]) -> [ServiceVariable] {
    bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard let text = String(validating: line, as: UTF8.self)?.trimmingBlanks(),
        let first = text.utf8.first, first != UInt8(ascii: "#"), first != UInt8(ascii: ";"),
        let equals = text.utf8.firstIndex(of: UInt8(ascii: "="))
      else { return nil }
      let name = text[..<equals].trimmingBlanks()
      let value = text[text.utf8.index(after: equals)...].trimmingBlanks()
      return name.isEmpty ? nil : ServiceVariable(name, unquoted(value))
    }
  }

  private static func unquoted(_ value: String) -> String {
    guard value.utf8.count > 1, let mark = value.utf8.first, mark == value.utf8.last,
      mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'")
    else { return value }
    return String(value.dropFirst().dropLast())
  }
}
