import Platform

/// The words of a directive's value, as systemd's `extract_first_word` cuts and unquotes them.
package enum SystemdWord {
  /// One word: bare when only plain characters are in it, else in double quotes with C escapes.
  package static func quoted(_ text: String) -> String {
    if !text.isEmpty, text.utf8.allSatisfy(isPlain) { return text }
    return "\"" + text.unicodeScalars.map(escaped).joined() + "\""
  }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "_@%+=:,./-$".utf8.contains(byte)
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\t": "\\t"
    case "\r": "\\r"
    case let control where control.value < 0x20 || control.value == 0x7F: "\\x" + [UInt8(control.value)].hexadecimal
    default: String(Character(scalar))
    }
  }
}
