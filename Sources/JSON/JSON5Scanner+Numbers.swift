extension JSON5Scanner {
  /// Reads a number: JSON5 section 6, with sign, hexadecimal, lone points, `Infinity` and `NaN`.
  mutating func readNumber() throws(JSONError) -> JSONValue {
    let start = offset
    let isNegative = accept(UInt8(ascii: "-"))
    if !isNegative { _ = accept(UInt8(ascii: "+")) }
    if accept("Infinity") { return .number(isNegative ? -.infinity : .infinity) }
    if accept("NaN") { return .number(.nan) }
    if accept("0x") || accept("0X") { return try readHexadecimal(isNegative: isNegative, from: start) }
    return try readDecimal(isNegative: isNegative, from: start)
  }

  private mutating func readHexadecimal(isNegative: Bool, from start: Int) throws(JSONError) -> JSONValue {
    let digits = passed { Hexadecimal.digit($0) != nil }
    guard !digits.isEmpty else { throw malformed(from: start) }
    guard let value = Int64((isNegative ? "-" : "") + digits, radix: 16) else {
      throw failure(.numberOutOfRange, at: start)
    }
    return .integer(value)
  }

  private mutating func readDecimal(isNegative: Bool, from start: Int) throws(JSONError) -> JSONValue {
    let sign = isNegative ? "-" : ""
    let whole = passed(Self.isDigit)
    guard whole.count < 2 || !whole.hasPrefix("0") else { throw failure(.invalidNumber, at: start) }
    let hasPoint = accept(UInt8(ascii: "."))
    let fraction = hasPoint ? passed(Self.isDigit) : ""
    guard !(whole + fraction).isEmpty else { throw malformed(from: start) }
    let exponent = try readExponent(from: start)
    if !hasPoint, exponent == nil, let integer = Int64(sign + whole) { return .integer(integer) }
    let text = "\(sign)\(whole.isEmpty ? "0" : whole).\(fraction.isEmpty ? "0" : fraction)e\(exponent ?? "0")"
    guard let number = Double(text), number.isFinite else { throw failure(.numberOutOfRange, at: start) }
    return .number(number)
  }

  private mutating func readExponent(from start: Int) throws(JSONError) -> String? {
    guard accept(UInt8(ascii: "e")) || accept(UInt8(ascii: "E")) else { return nil }
    let isNegative = accept(UInt8(ascii: "-"))
    if !isNegative { _ = accept(UInt8(ascii: "+")) }
    let digits = passed(Self.isDigit)
    guard !digits.isEmpty else { throw malformed(from: start) }
    return (isNegative ? "-" : "") + digits
  }

  private mutating func passed(_ isWanted: (UInt8) -> Bool) -> String {
    let start = offset
    while let byte, isWanted(byte) { offset += 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private func malformed(from start: Int) -> JSONError {
    offset < bytes.count ? failure(.invalidNumber, at: start) : failure(.unexpectedEnd)
  }
}
