import JSON

/// A request: `{"type":"req","id":…,"method":…,"params":…}`.
package struct RequestFrame: Hashable, ShapedValue {
  /// The caller's own name for the request, which the response repeats.
  package let id: String
  /// The name of the method.
  package let method: String
  /// The parameters; absent means the same as an empty object.
  package let parameters: JSONValue?

  package init(id: String, method: String, parameters: JSONValue? = nil) {
    self.id = id
    self.method = method
    self.parameters = parameters
  }

  package static let shape = Shape.named(
    "RequestFrame",
    .object([
      .required("type", .choice(["req"])), .required("id", .nonEmptyString), .required("method", .nonEmptyString),
      .optional("params", .any),
    ]))

  package init?(fitting value: JSONValue) {
    guard let id = value["id"]?.stringValue, let method = value["method"]?.stringValue else { return nil }
    self.init(id: id, method: method, parameters: value["params"])
  }

  package var json: JSONValue {
    .object(
      JSONObject(present: [
        ("type", "req"), ("id", .string(id)), ("method", .string(method)), ("params", parameters),
      ]))
  }
}
