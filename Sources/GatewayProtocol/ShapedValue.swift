import JSON

/// A type of the protocol with its one definition: read from JSON through it, written as JSON that fits it.
package protocol ShapedValue: Sendable {
  /// The definition.
  static var shape: Shape { get }

  /// Takes a value that fits the shape; nil for one that does not.
  init?(fitting value: JSONValue)

  /// The value as it goes over the wire.
  var json: JSONValue { get }
}

extension ShapedValue {
  /// Checks a value against the shape and takes it.
  ///
  /// - Throws: `ShapeError` with every violation.
  package init(reading value: JSONValue) throws(ShapeError) {
    let violations = Self.shape.violations(in: value)
    guard violations.isEmpty, let read = Self(fitting: value) else {
      throw ShapeError(violations.isEmpty ? [Violation(pointer: "", message: "is not valid")] : violations)
    }
    self = read
  }
}

extension JSONObject {
  /// An object of those fields whose value is there, in this order.
  init(present fields: [(String, JSONValue?)]) {
    self.init()
    for (name, value) in fields { if let value { self[name] = value } }
  }

  /// The texts of an array field; nil when the field is absent or holds something else.
  func strings(_ name: String) -> [String]? { self[name]?.arrayValue?.compactMap(\.stringValue) }

  /// The members that are booleans.
  var flags: [String: Bool] {
    Dictionary(entries.compactMap { entry in entry.value.boolValue.map { (entry.key, $0) } }) { $1 }
  }
}

extension JSONValue {
  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  static func flags(_ flags: [String: Bool]) -> JSONValue {
    .object(JSONObject(flags.sorted { $0.key < $1.key }.map { ($0.key, .bool($0.value)) }))
  }
}
