/// A JSON Schema of draft-07, and what it says of values.
///
/// Every keyword of the validation vocabulary counts, with these bounds: `$ref` reaches places in the same document by
/// JSON pointer, a pattern is read as `SchemaPattern` says, and `format` only describes. A keyword that is not known says
/// nothing, as the draft has it.
package struct JSONSchema: Sendable {
  /// The schema as it was written.
  package let document: JSONValue

  /// Schemas that refer to one another without end, and values that are deeper, are given up: levels of `$ref` and of
  /// combinations above one another.
  static let depthLimit = 256

  /// A schema; what is wrong in it shows when values are held against it.
  package init(_ document: JSONValue) { self.document = document }

  /// Every way in which a value does not fit, in the order of the schema; none when it fits.
  ///
  /// - Throws: `JSONSchemaError` when the schema itself cannot be followed.
  package func violations(in value: JSONValue) throws(JSONSchemaError) -> [JSONSchemaViolation] {
    try SchemaCheck(schema: self).violations(in: value, by: document, at: "", depth: 0)
  }

  /// The schema that a `$ref` names.
  func target(of reference: String) throws(JSONSchemaError) -> JSONValue {
    guard reference.hasPrefix("#") else { throw .unresolved(reference) }
    var target = document
    let pointer = reference.dropFirst().percentDecoded
    for token in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      let key = token.replacing("~1", with: "/").replacing("~0", with: "~")
      guard let next = target[String(key)] ?? Int(key).flatMap({ target[$0] }) else { throw .unresolved(reference) }
      target = next
    }
    guard pointer.isEmpty || pointer.hasPrefix("/") else { throw .unresolved(reference) }
    return target
  }
}

/// One way in which a value does not fit a schema.
package struct JSONSchemaViolation: Hashable, Sendable, CustomStringConvertible {
  /// Where in the value: a JSON pointer (RFC 6901), empty for the whole.
  package let pointer: String
  /// The keyword that says no; empty for the schema `false`.
  package let keyword: String
  /// What is wrong there.
  package let message: String

  package var description: String { pointer.isEmpty ? message : "at \(pointer): \(message)" }
}

/// A schema that cannot be followed.
package enum JSONSchemaError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A `$ref` leads nowhere in the document.
  case unresolved(String)
  /// A pattern is no regular expression.
  case pattern(String)
  /// Schemas refer to one another without end, or a value is nested too deeply.
  case tooDeep

  package var description: String {
    switch self {
    case .unresolved(let reference): "$ref \"\(reference)\" leads nowhere in the schema"
    case .pattern(let text): "\"\(text)\" is no pattern"
    case .tooDeep: "the schema leads more than \(JSONSchema.depthLimit) levels deep"
    }
  }
}

extension StringProtocol {
  /// The text with `%XX` taken for the byte it stands for: RFC 3986 section 2.1.
  fileprivate var percentDecoded: String {
    var (bytes, rest) = ([UInt8](), Array(utf8)[...])
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
