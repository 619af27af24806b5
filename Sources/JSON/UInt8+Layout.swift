/// What bytes mean for a text's layout.
extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let tab = UInt8(ascii: "\t")

  /// Whether the byte is blank and leaves the line as it is.
  var isSpaceOrTab: Bool { self == .space || self == .tab }

  /// Whether the byte ends a line, alone or as half of CR LF.
  var endsLine: Bool { self == .lineFeed || self == .carriageReturn }

  /// Whether a JSON5 string may stand between two of it.
  var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
}
