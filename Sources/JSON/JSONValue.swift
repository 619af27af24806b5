/// Any JSON value: RFC 8259 section 3.
///
/// A number written without fraction and exponent that fits is an `integer` and exact; any other is a `number`.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)

  /// The text of a string; nil for any other kind.
  package var stringValue: String? { if case .string(let text) = self { text } else { nil } }

  /// The truth of a boolean; nil for any other kind.
  package var boolValue: Bool? { if case .bool(let truth) = self { truth } else { nil } }

  /// The elements of an array; nil for any other kind.
  package var arrayValue: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }

  /// The members of an object; nil for any other kind.
  package var objectValue: JSONObject? { if case .object(let members) = self { members } else { nil } }

  /// The whole number, also when it was written as `1e3` or `5.0`; nil for a fraction and for any other kind.
  package var integerValue: Int64? {
    switch self {
    case .integer(let integer): integer
    case .number(let number): Int64(exactly: number)
    default: nil
    }
  }

  /// The number, rounded to the nearest double when it is a large integer; nil for any other kind.
  package var doubleValue: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .number(let number): number
    default: nil
    }
  }

  /// The member of an object; nil when it is absent or this is no object.
  package subscript(key: String) -> JSONValue? { objectValue?[key] }

  /// The element of an array; nil when there is none or this is no array.
  package subscript(index: Int) -> JSONValue? {
    guard let elements = arrayValue, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// The value's kind in words, for messages: `string`, `integer`, ….
  package var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .integer: "integer"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
