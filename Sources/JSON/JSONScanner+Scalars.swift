extension JSONScanner {
  /// Reads `true` or `false`.
  package mutating func readBool() throws(JSONError) -> Bool {
    skipBlanks()
    if accept("true") { return true }
    if accept("false") { return false }
    throw failure(.expected("true or false"))
  }

  /// Reads `null`.
  package mutating func readNull() throws(JSONError) {
    skipBlanks()
    guard accept("null") else { throw failure(.expected("null")) }
  }

  /// Reads a string without decoding it.
  package mutating func readString() throws(JSONError) -> JSONStringSlice {
    skipBlanks()
    guard offset < bytes.count else { throw failure(.unexpectedEnd) }
    guard bytes[offset] == UInt8(ascii: "\"") else { throw failure(.expected("a string")) }
    return try scanString()
  }

  /// Reads a number: an `integer` when it has no fraction and no exponent and fits, else a `number`.
  package mutating func readNumber() throws(JSONError) -> JSONValue {
    skipBlanks()
    let start = offset
    if let integer = try scanNumber() { return .integer(integer) }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    guard let number = Double(text), number.isFinite else { throw failure(.numberOutOfRange, at: start) }
    return .number(number)
  }

  /// Reads a number that must be whole and fit into 64 bits.
  package mutating func readInteger() throws(JSONError) -> Int64 {
    skipBlanks()
    let start = offset
    guard let integer = try readNumber().integerValue else { throw failure(.expected("an integer"), at: start) }
    return integer
  }

  private mutating func accept(_ word: StaticString) -> Bool {
    let end = offset + word.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    for index in 0..<word.utf8CodeUnitCount where bytes[offset + index] != word.utf8Start[index] { return false }
    offset = end
    return true
  }

  /// Passes a number of RFC 8259 section 6 and gives its value when it is an integer of 64 bits.
  mutating func scanNumber() throws(JSONError) -> Int64? {
    let start = offset
    let isNegative = acceptByte(UInt8(ascii: "-"))
    let first = offset
    var value: Int64? = 0
    while let digit = acceptDigit() {
      value = value.flatMap { Self.appending(digit, to: $0, isNegative: isNegative) }
    }
    let count = offset - first
    guard count > 0 else { throw malformedNumber(from: start) }
    guard count == 1 || bytes[first] != UInt8(ascii: "0") else { throw failure(.invalidNumber, at: start) }
    let hasFraction = try scanFraction(from: start)
    let hasExponent = try scanExponent(from: start)
    return hasFraction || hasExponent ? nil : value
  }

  @inline(__always)
  private static func appending(_ digit: Int64, to value: Int64, isNegative: Bool) -> Int64? {
    let (tenfold, overflows) = value.multipliedReportingOverflow(by: 10)
    let (sum, overflowsAgain) = tenfold.addingReportingOverflow(isNegative ? -digit : digit)
    return overflows || overflowsAgain ? nil : sum
  }

  private mutating func scanFraction(from start: Int) throws(JSONError) -> Bool {
    guard acceptByte(UInt8(ascii: ".")) else { return false }
    try scanDigits(from: start)
    return true
  }

  private mutating func scanExponent(from start: Int) throws(JSONError) -> Bool {
    guard acceptByte(UInt8(ascii: "e")) || acceptByte(UInt8(ascii: "E")) else { return false }
    if !acceptByte(UInt8(ascii: "+")) { _ = acceptByte(UInt8(ascii: "-")) }
    try scanDigits(from: start)
    return true
  }

  private mutating func scanDigits(from start: Int) throws(JSONError) {
    guard acceptDigit() != nil else { throw malformedNumber(from: start) }
    while acceptDigit() != nil {}
  }

  private func malformedNumber(from start: Int) -> JSONError {
    offset < bytes.count ? failure(.invalidNumber, at: start) : failure(.unexpectedEnd)
  }

  @inline(__always)
  private mutating func acceptDigit() -> Int64? {
    guard offset < bytes.count, case let value = bytes[offset] &- UInt8(ascii: "0"), value < 10 else { return nil }
    offset += 1
    return Int64(value)
  }

  @inline(__always)
  private mutating func acceptByte(_ byte: UInt8) -> Bool {
    guard offset < bytes.count, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }
}
