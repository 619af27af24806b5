import Platform

/// The words of a directive's value, as systemd's `extract_first_word` cuts and unquotes them.
package enum SystemdWord {
  /// One word: bare when only plain characters are in it, else in double quotes with C escapes.
  package static func quoted(_ text: String) -> String {
    if !text.isEmpty, text.utf8.allSatisfy(isPlain) { return text }
    return "\"" + text.unicodeScalars.map(escaped).joined() + "\""
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte.isASCIIAlphanumeric || "_@%+=:,./-$".utf8.contains(byte)
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
