/// Reads a whole text as RFC 8259 has it: no byte order mark, no trailing comma, no comment.
///
/// Of a key that stands twice in one object the last value counts, as in section 4.
package enum JSONReader {
  /// The value that a text holds.
  ///
  /// - Throws: `JSONError` with the first fault. Half a surrogate pair and a number beyond a double's range, which
  ///   RFC 8259 leaves open, are faults here.
  package static func read(
    _ bytes: some Collection<UInt8>, limits: JSONLimits = JSONLimits()
  ) throws(JSONError) -> JSONValue {
    let inPlace = bytes.withContiguousStorageIfAvailable { read(UnsafeRawBufferPointer($0), within: limits) }
    return try (inPlace ?? Array(bytes).withUnsafeBytes { read($0, within: limits) }).get()
  }

  /// The value that a text holds.
  package static func read(_ text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) -> JSONValue {
    try read(Array(text.utf8), limits: limits)
  }

  private static func read(
    _ bytes: UnsafeRawBufferPointer, within limits: JSONLimits
  ) -> Result<JSONValue, JSONError> {
    Result { () throws(JSONError) in
      guard bytes.count <= limits.bytes else {
        throw JSONError(.tooLarge(limit: limits.bytes), at: limits.bytes, in: bytes)
      }
      guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { throw JSONError(.byteOrderMark, at: 0, in: bytes) }
      var scanner = JSONScanner(bytes, limits: limits)
      let value = try scanner.readValue()
      try scanner.finish()
      return value
    }
  }
}

extension JSONScanner {
  /// Reads one value of any kind into memory.
  package mutating func readValue() throws(JSONError) -> JSONValue {
    switch try peek() {
    case .object: return .object(try readObject())
    case .array: return .array(try readArray())
    case .string: return .string(try scanString().text)
    case .number: return try readNumber()
    case .bool: return .bool(try readBool())
    case .null:
      try readNull()
      return .null
    }
  }

  private mutating func readObject() throws(JSONError) -> JSONObject {
    var object = JSONObject()
    try beginObject()
    while let slice = try nextKey() {
      object[slice.text] = try readValue()
    }
    return object
  }

  private mutating func readArray() throws(JSONError) -> [JSONValue] {
    var elements: [JSONValue] = []
    try beginArray()
    while try nextElement() { elements.append(try readValue()) }
    return elements
  }
}
