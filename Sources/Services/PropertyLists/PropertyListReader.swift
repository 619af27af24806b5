/// Reads property lists in their XML form: `plist(5)`, the DTD of PropertyList 1.0.
///
/// Foundation has a decoder, and the tests hold this reader against it and against `plutil`. The program has its own
/// because Foundation, linked in, adds 12 MB to the executable and 1.4 MiB and about half a millisecond to every start,
/// also to those that never see a property list. It is strict: what is no UTF-8, has a document type with rules of its
/// own, an unknown element, a comment inside a text or a key twice is refused with its line.
package struct PropertyListReader {
  /// How deep arrays and dictionaries may be nested.
  package static let depthLimit = 64

  private var scanner: PropertyListScanner
  private var depth = 0

  private init(_ scanner: PropertyListScanner) { self.scanner = scanner }

  /// The value that a file holds.
  ///
  /// - Throws: `PropertyListError` with the line of the mistake.
  package static func read(_ bytes: [UInt8]) throws(PropertyListError) -> PropertyList {
    if bytes.starts(with: Array("bplist".utf8)) { throw PropertyListError(.binary, line: 1) }
    guard String(validating: bytes, as: UTF8.self) != nil else { throw PropertyListError(.notText, line: 1) }
    var reader = PropertyListReader(PropertyListScanner(bytes))
    return try reader.document()
  }

  private mutating func document() throws(PropertyListError) -> PropertyList {
    try scanner.skipProlog()
    guard try scanner.tag() == .start("plist") else { throw scanner.error(.expected("<plist>")) }
    let value = try value(try nextTag())
    guard try nextTag() == .end("plist") else { throw scanner.error(.expected("</plist>")) }
    try scanner.skipBlanksAndComments()
    guard scanner.isAtEnd else { throw scanner.error(.expected("the end of the file")) }
    return value
  }

  private mutating func nextTag() throws(PropertyListError) -> PropertyListTag {
    try scanner.skipBlanksAndComments()
    return try scanner.tag()
  }

  private mutating func value(_ tag: PropertyListTag) throws(PropertyListError) -> PropertyList {
    switch tag {
    case .empty(let name): return try emptyValue(name)
    case .start("array"): return .array(try nested { (reader) throws(PropertyListError) in try reader.items() })
    case .start("dict"): return .dictionary(try nested { (reader) throws(PropertyListError) in try reader.members() })
    case .start(let name): return try scalar(name, try text(of: name))
    case .end: throw scanner.error(.expected("a value"))
    }
  }

  private func emptyValue(_ name: String) throws(PropertyListError) -> PropertyList {
    switch name {
    case "array": .array([])
    case "dict": .dictionary([:])
    default: try scalar(name, "")
    }
  }

  private func scalar(_ name: String, _ text: String) throws(PropertyListError) -> PropertyList {
    switch name {
    case "string": return .string(text)
    case "true" where text.isEmpty: return .boolean(true)
    case "false" where text.isEmpty: return .boolean(false)
    case "integer":
      guard let number = Self.integer(text) else { throw scanner.error(.badNumber(text)) }
      return .integer(number)
    case "real":
      guard let number = Double(text) else { throw scanner.error(.badNumber(text)) }
      return .real(number)
    case "data": return .data(text)
    case "date": return .date(text)
    default: throw scanner.error(.unknownElement(name))
    }
  }

  private mutating func items() throws(PropertyListError) -> [PropertyList] {
    var items: [PropertyList] = []
    while true {
      let tag = try nextTag()
      if tag == .end("array") { return items }
      items.append(try value(tag))
    }
  }

  private mutating func members() throws(PropertyListError) -> [String: PropertyList] {
    var members: [String: PropertyList] = [:]
    while true {
      let tag = try nextTag()
      if tag == .end("dict") { return members }
      guard tag == .start("key") else { throw scanner.error(.expected("<key>")) }
      let key = try text(of: "key")
      guard members.updateValue(try value(try nextTag()), forKey: key) == nil else {
        throw scanner.error(.duplicateKey(key))
      }
    }
  }

  private mutating func text(of name: String) throws(PropertyListError) -> String {
    let text = try scanner.text()
    guard try scanner.tag() == .end(name) else { throw scanner.error(.expected("</\(name)>")) }
    return text
  }

  private mutating func nested<Value>(
    _ body: (inout PropertyListReader) throws(PropertyListError) -> Value
  ) throws(PropertyListError) -> Value {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw scanner.error(.tooDeep) }
    return try body(&self)
  }

  /// A decimal number, or a hexadecimal one after `0x`.
  private static func integer(_ text: String) -> Int64? {
    let sign = text.hasPrefix("-") ? "-" : ""
    let digits = text.dropFirst(sign.utf8.count)
    guard digits.hasPrefix("0x") || digits.hasPrefix("0X") else { return Int64(text) }
    return Int64(sign + digits.dropFirst(2), radix: 16)
  }
}
