/// Reads a JSON5 text into nodes that know their places.
struct JSON5Parser {
  private var scanner: JSON5Scanner
  private var depth = 0
  private let limits: JSONLimits

  /// The node of the whole text.
  static func parse(_ bytes: UnsafeRawBufferPointer, limits: JSONLimits) throws(JSONError) -> JSON5Node {
    guard bytes.count <= limits.bytes else {
      throw JSONError(.tooLarge(limit: limits.bytes), at: limits.bytes, in: bytes)
    }
    if let fault = UTF8Sequence.firstFault(in: bytes) { throw JSONError(.invalidUTF8, at: fault, in: bytes) }
    var parser = JSON5Parser(scanner: JSON5Scanner(bytes), limits: limits)
    return try parser.parseDocument()
  }

  private init(scanner: JSON5Scanner, limits: JSONLimits) {
    self.scanner = scanner
    self.limits = limits
  }

  private mutating func parseDocument() throws(JSONError) -> JSON5Node {
    try scanner.skipBlanks()
    let root = try parseValue()
    try scanner.skipBlanks()
    guard scanner.byte == nil else { throw scanner.failure(.trailingContent) }
    return root
  }

  private mutating func parseValue() throws(JSONError) -> JSON5Node {
    let start = scanner.offset
    let content = try parseContent()
    return JSON5Node(content: content, range: start..<scanner.offset)
  }

  private mutating func parseContent() throws(JSONError) -> JSON5Node.Content {
    guard let byte = scanner.byte else { throw scanner.failure(.unexpectedEnd) }
    switch byte {
    case UInt8(ascii: "{"): return .object(JSON5Members(try parseItems(until: UInt8(ascii: "}"))))
    case UInt8(ascii: "["): return .array(try parseItems(until: UInt8(ascii: "]")))
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .scalar(.string(try scanner.readString()))
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "I"), UInt8(ascii: "N"):
      return .scalar(try scanner.readNumber())
    default: return .scalar(try parseWord())
    }
  }

  private mutating func parseWord() throws(JSONError) -> JSONValue {
    if scanner.accept("true") { return true }
    if scanner.accept("false") { return false }
    if scanner.accept("null") { return .null }
    throw scanner.failure(.expected("a value"))
  }

  /// Reads what stands between brackets, at whose opening one the scanner is.
  private mutating func parseItems(until closing: UInt8) throws(JSONError) -> [JSON5Node.Item] {
    guard depth < limits.depth else { throw scanner.failure(.tooDeep(limit: limits.depth)) }
    depth += 1
    defer { depth -= 1 }
    scanner.offset += 1
    try scanner.skipBlanks()
    var items: [JSON5Node.Item] = []
    while !scanner.accept(closing) {
      guard scanner.byte != nil else { throw scanner.failure(.unexpectedEnd) }
      guard items.isEmpty || items.last?.comma != nil else {
        throw scanner.failure(.expected(closing == UInt8(ascii: "}") ? "a comma or }" : "a comma or ]"))
      }
      var item = closing == UInt8(ascii: "}") ? try parseMember() : try parseElement()
      try scanner.skipBlanks()
      if case let comma = scanner.offset, scanner.accept(UInt8(ascii: ",")) {
        item.comma = comma
        try scanner.skipBlanks()
      }
      items.append(item)
    }
    return items
  }

  private mutating func parseElement() throws(JSONError) -> JSON5Node.Item {
    JSON5Node.Item(key: nil, node: try parseValue(), comma: nil)
  }

  private mutating func parseMember() throws(JSONError) -> JSON5Node.Item {
    let start = scanner.offset
    let key = scanner.byte?.isQuote == true ? try scanner.readString() : try scanner.readIdentifier()
    let range = start..<scanner.offset
    try scanner.skipBlanks()
    guard scanner.accept(UInt8(ascii: ":")) else {
      throw scanner.failure(scanner.byte == nil ? .unexpectedEnd : .expected("a colon after the key"))
    }
    try scanner.skipBlanks()
    return JSON5Node.Item(key: (key, range), node: try parseValue(), comma: nil)
  }
}
