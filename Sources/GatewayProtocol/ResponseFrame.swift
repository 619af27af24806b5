import JSON

/// A response: `{"type":"res","id":…,"ok":…,"payload":…,"error":…}`.
package struct ResponseFrame: Hashable, ShapedValue {
  /// The id of the request it answers.
  package let id: String
  /// Whether the request was carried out; `ok` on the wire.
  package let isOK: Bool
  /// The result.
  package let payload: JSONValue?
  /// Why it was not carried out.
  package let error: ErrorShape?

  private init(id: String, isOK: Bool, payload: JSONValue?, error: ErrorShape?) {
    self.id = id
    self.isOK = isOK
    self.payload = payload
    self.error = error
  }

  /// A response that says yes.
  package static func success(_ id: String, _ payload: JSONValue?) -> ResponseFrame {
    ResponseFrame(id: id, isOK: true, payload: payload, error: nil)
  }

  /// A response that says no, and why.
  package static func failure(_ id: String, _ error: ErrorShape, payload: JSONValue? = nil) -> ResponseFrame {
    ResponseFrame(id: id, isOK: false, payload: payload, error: error)
  }

  package static let shape = Shape.named(
    "ResponseFrame",
    .object([
      .required("type", .choice(["res"])), .required("id", .nonEmptyString), .required("ok", .boolean),
      .optional("payload", .any), .optional("error", ErrorShape.shape),
    ]))

  package init?(fitting value: JSONValue) {
    guard let id = value["id"]?.stringValue, let isOK = value["ok"]?.boolValue else { return nil }
    self.init(id: id, isOK: isOK, payload: value["payload"], error: value["error"].flatMap(ErrorShape.init(fitting:)))
  }

  package var json: JSONValue {
    .object(
      JSONObject(present: [
        ("type", "res"), ("id", .string(id)), ("ok", .bool(isOK)), ("payload", payload), ("error", error?.json),
      ]))
  }
}
