/// A pull reader over bytes that the caller keeps alive.
///
/// It allocates nothing and checks everything it passes.
///
/// The caller walks the text: `beginObject`, then `nextKey` until nil, reading or skipping one value after each key.
/// Everything passed is checked against RFC 8259, UTF-8 included; keys are not compared with each other. After an error
/// the scanner's place is unspecified.
package struct JSONScanner {
  let bytes: UnsafeRawBufferPointer
  /// Bytes consumed so far.
  package internal(set) var offset = 0
  /// Whether nothing has been read yet in the innermost open container.
  private var isFirst = true
  private var depth = 0
  private let maximumDepth: Int

  /// Starts before the first byte.
  ///
  /// Only the limit on depth applies: the caller has bounded the bytes already.
  package init(_ bytes: UnsafeRawBufferPointer, limits: JSONLimits = JSONLimits()) {
    self.bytes = bytes
    maximumDepth = limits.depth
  }

  /// What a value is.
  package enum Kind: Hashable, Sendable { case object, array, string, number, bool, null }

  /// The kind of the next value, judged by its first byte, which is not consumed.
  package mutating func peek() throws(JSONError) -> Kind {
    skipBlanks()
    guard offset < bytes.count else { throw failure(.unexpectedEnd) }
    switch bytes[offset] {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
    case UInt8(ascii: "n"): return .null
    default: throw failure(.expected("a value"))
    }
  }

  /// Enters an object.
  ///
  /// `nextKey` goes on.
  package mutating func beginObject() throws(JSONError) { try open(UInt8(ascii: "{"), "an object") }

  /// Enters an array.
  ///
  /// `nextElement` goes on.
  package mutating func beginArray() throws(JSONError) { try open(UInt8(ascii: "["), "an array") }

  /// Moves to the next member's value and gives its key; leaves the object and gives nil after the last.
  package mutating func nextKey() throws(JSONError) -> JSONStringSlice? {
    guard try advance(orClose: UInt8(ascii: "}")) else { return nil }
    guard bytes[offset] == UInt8(ascii: "\"") else { throw failure(.expected("a key in double quotes")) }
    let key = try scanString()
    skipBlanks()
    try expect(UInt8(ascii: ":"), "a colon after the key")
    return key
  }

  /// Moves to the next element and says true; leaves the array and says false after the last.
  package mutating func nextElement() throws(JSONError) -> Bool { try advance(orClose: UInt8(ascii: "]")) }

  /// Passes one value of any kind, checking all of it, and gives its bytes without the blanks around them.
  @discardableResult
  package mutating func skipValue() throws(JSONError) -> UnsafeRawBufferPointer {
    skipBlanks()
    let start = offset
    try skip()
    return UnsafeRawBufferPointer(rebasing: bytes[start..<offset])
  }

  /// Demands that nothing but blanks is left.
  package mutating func finish() throws(JSONError) {
    skipBlanks()
    guard offset == bytes.count else { throw failure(.trailingContent) }
  }

  private mutating func skip() throws(JSONError) {
    switch try peek() {
    case .object:
      try beginObject()
      while try nextKey() != nil { try skip() }
    case .array:
      try beginArray()
      while try nextElement() { try skip() }
    case .string: _ = try scanString()
    case .number: _ = try scanNumber()
    case .bool: _ = try readBool()
    case .null: try readNull()
    }
  }

  private mutating func open(_ byte: UInt8, _ what: StaticString) throws(JSONError) {
    skipBlanks()
    try expect(byte, what)
    guard depth < maximumDepth else { throw failure(.tooDeep(limit: maximumDepth), at: offset - 1) }
    depth += 1
    isFirst = true
  }

  /// Passes the comma before the next item, or the closing byte.
  private mutating func advance(orClose closing: UInt8) throws(JSONError) -> Bool {
    skipBlanks()
    guard offset < bytes.count else { throw failure(.unexpectedEnd) }
    if bytes[offset] == closing {
      offset += 1
      depth -= 1
      isFirst = false
      return false
    }
    if isFirst {
      isFirst = false
      return true
    }
    try expect(UInt8(ascii: ","), closing == UInt8(ascii: "}") ? "a comma or }" : "a comma or ]")
    skipBlanks()
    guard offset < bytes.count else { throw failure(.unexpectedEnd) }
    guard bytes[offset] != closing else { throw failure(.trailingComma) }
    return true
  }
}

extension JSONScanner {
  /// Passes the white space of RFC 8259 section 2.
  @inline(__always)
  mutating func skipBlanks() {
    while offset < bytes.count {
      switch bytes[offset] {
      case .space, .tab, .lineFeed, .carriageReturn: offset += 1
      default: return
      }
    }
  }

  @inline(__always)
  private mutating func expect(_ byte: UInt8, _ what: StaticString) throws(JSONError) {
    guard offset < bytes.count else { throw failure(.unexpectedEnd) }
    guard bytes[offset] == byte else { throw failure(.expected(what.description)) }
    offset += 1
  }

  /// An error here, or at another place.
  func failure(_ reason: JSONError.Reason, at place: Int? = nil) -> JSONError {
    JSONError(reason, at: place ?? offset, in: bytes)
  }
}
