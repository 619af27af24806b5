extension JSON5Scanner {
  /// Reads a string in either kind of quotes: JSON5 section 5.
  mutating func readString() throws(JSONError) -> String {
    let start = offset
    let quote = bytes[offset]
    offset += 1
    var output: [UInt8] = []
    while let byte {
      offset += 1
      switch byte {
      case quote: return String(decoding: output, as: UTF8.self)
      case UInt8(ascii: "\\"): try readEscape(into: &output)
      case .lineFeed, .carriageReturn: throw failure(.unterminatedString, at: start)
      default: output.append(byte)
      }
    }
    throw failure(.unterminatedString, at: start)
  }

  /// Reads the rest of an escape whose backslash has been passed.
  private mutating func readEscape(into output: inout [UInt8]) throws(JSONError) {
    let start = offset - 1
    guard let (scalar, length) = character else { throw failure(.unterminatedString, at: start) }
    offset += length
    switch scalar {
    case "b": output.append(0x08)
    case "f": output.append(0x0C)
    case "n": output.append(.lineFeed)
    case "r": output.append(.carriageReturn)
    case "t": output.append(.tab)
    case "v": output.append(0x0B)
    case "\r": _ = accept(UInt8(ascii: "\n"))
    case "\n", "\u{2028}", "\u{2029}": break
    case "0" where !Self.isDigit(byte): output.append(0)
    case "0"..."9": throw failure(.invalidEscape, at: start)
    case "x": output.append(contentsOf: String(Unicode.Scalar(UInt8(try readHexadecimal(2, from: start)))).utf8)
    case "u": output.append(contentsOf: String(try readUnicodeEscape(from: start)).utf8)
    default: output.append(contentsOf: String(scalar).utf8)
    }
  }

  private mutating func readHexadecimal(_ count: Int, from start: Int) throws(JSONError) -> UInt16 {
    guard let value = Hexadecimal.value(of: count, at: offset, in: bytes) else {
      throw failure(.invalidEscape, at: start)
    }
    offset += count
    return value
  }

  /// Reads the digits of `\uXXXX`, and of the second half when they are the first half of a surrogate pair.
  mutating func readUnicodeEscape(from start: Int) throws(JSONError) -> Unicode.Scalar {
    let first = try readHexadecimal(4, from: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard Unicode.UTF16.isLeadSurrogate(first), accept("\\u") else { throw failure(.unpairedSurrogate, at: start) }
    let second = try readHexadecimal(4, from: start)
    guard Unicode.UTF16.isTrailSurrogate(second),
      let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
    else { throw failure(.unpairedSurrogate, at: start) }
    return scalar
  }

  /// Reads an unquoted key: an IdentifierName of ECMAScript 5.1 section 7.6.
  mutating func readIdentifier() throws(JSONError) -> String {
    var output = String.UnicodeScalarView()
    while let (scalar, length) = character {
      let start = offset
      var part = scalar
      if accept("\\u") { part = try readUnicodeEscape(from: start) } else { offset += length }
      guard output.isEmpty ? Self.startsIdentifier(part) : Self.continuesIdentifier(part) else {
        offset = start
        if scalar == "\\" { throw failure(.invalidEscape) }
        break
      }
      output.append(part)
    }
    guard !output.isEmpty else { throw failure(.expected("a key")) }
    return String(output)
  }

  private static func startsIdentifier(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "$", "_", "a"..."z", "A"..."Z": return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber: return true
    default: return false
    }
  }

  private static func continuesIdentifier(_ scalar: Unicode.Scalar) -> Bool {
    if startsIdentifier(scalar) || scalar == "\u{200C}" || scalar == "\u{200D}" { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .decimalNumber, .connectorPunctuation: return true
    default: return false
    }
  }

  /// Whether a byte is a decimal digit.
  static func isDigit(_ byte: UInt8?) -> Bool {
    byte.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
  }
}
