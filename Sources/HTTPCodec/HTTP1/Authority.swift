/// `uri-host [ ":" port ]`: RFC 9110 §4.2 and RFC 3986 §3.2, without user information.
enum Authority {
  /// Whether a Host field or a target may say this.
  ///
  /// An empty text is valid: it stands for "no authority".
  static func isValid(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let close = bytes.firstIndex(of: UInt8(ascii: "]")) else {
      let colon = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
      return bytes[..<colon].allSatisfy(isHostCharacter) && isPort(bytes[colon...])
    }
    let address = bytes[..<close].dropFirst()
    return bytes.first == UInt8(ascii: "[") && !address.isEmpty && address.allSatisfy(isAddressCharacter)
      && isPort(bytes[bytes.index(after: close)...])
  }

  /// Nothing, or a colon and up to five digits.
  private static func isPort(_ bytes: Substring.UTF8View) -> Bool {
    bytes.isEmpty || bytes.first == UInt8(ascii: ":") && bytes.count <= 6 && bytes.dropFirst().allSatisfy(\.isDigit)
  }

  /// `unreserved`, `pct-encoded` and `sub-delims` of RFC 3986.
  private static func isHostCharacter(_ byte: UInt8) -> Bool {
    byte.isTokenCharacter && !outsideHosts.contains(byte) || hostDelimiters.contains(byte)
  }

  private static func isAddressCharacter(_ byte: UInt8) -> Bool {
    byte.hexadecimalValue != nil || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
  }

  private static let outsideHosts = Array("#^`|".utf8)
  private static let hostDelimiters = Array("(),;=".utf8)
}
