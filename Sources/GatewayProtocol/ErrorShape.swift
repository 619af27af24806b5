import JSON
import Platform

/// The error object of a response.
package struct ErrorShape: Error, Hashable, ShapedValue {
  /// The kind of failure.
  package let code: ErrorCode
  /// What went wrong, for a person.
  package let message: String
  /// Facts for programs; `code` in it is a `DetailCode`.
  package let details: JSONValue?
  /// Whether the same request may succeed later; `retryable` on the wire.
  package let isRetryable: Bool?
  /// How long to wait before; `retryAfterMs` on the wire.
  package let retryAfter: Duration?

  package init(
    _ code: ErrorCode, _ message: String, details: JSONValue? = nil, isRetryable: Bool? = nil,
    retryAfter: Duration? = nil
  ) {
    self.code = code
    self.message = message
    self.details = details
    self.isRetryable = isRetryable
    self.retryAfter = retryAfter
  }

  /// An `INVALID_REQUEST`, with its cause for programs where there is one.
  package static func invalidRequest(_ message: String, _ detail: DetailCode? = nil) -> ErrorShape {
    ErrorShape(.invalidRequest, message, details: detail.map { ["code": .string($0.rawValue)] })
  }

  /// The parameters of a method do not fit its shape.
  package static func invalidParameters(of method: String, _ error: ShapeError) -> ErrorShape {
    invalidRequest("invalid \(method) params: \(error)")
  }

  /// The cause for programs, when it is one of ours.
  package var detailCode: DetailCode? { details?["code"]?.stringValue.flatMap(DetailCode.init(rawValue:)) }

  package static let shape = Shape.named(
    "ErrorShape",
    .object([
      .required("code", .nonEmptyString), .required("message", .string()), .optional("details", .any),
      .optional("retryable", .boolean), .optional("retryAfterMs", .integer(minimum: 0)),
    ]))

  package init?(fitting value: JSONValue) {
    guard let code = value["code"]?.stringValue, let message = value["message"]?.stringValue else { return nil }
    self.init(
      ErrorCode(rawValue: code), message, details: value["details"], isRetryable: value["retryable"]?.boolValue,
      retryAfter: (value["retryAfterMs"]?.integerValue).map(Duration.milliseconds))
  }

  package var json: JSONValue {
    .object(
      JSONObject(present: [
        ("code", .string(code.rawValue)), ("message", .string(message)), ("details", details),
        ("retryable", isRetryable.map(JSONValue.bool)),
        ("retryAfterMs", (retryAfter?.milliseconds).map(JSONValue.integer)),
      ]))
  }
}
