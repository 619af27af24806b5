import JSON

/// A frame as a client meets it.
package enum GatewayFrame: Hashable, Sendable {
  case request(RequestFrame)
  case response(ResponseFrame)
  case event(EventFrame)
  /// A type of a later protocol, kept as it came.
  case unknown(type: String, JSONValue)

  /// Reads a frame by its `type`.
  ///
  /// - Throws: `ShapeError` when there is no type, or the frame does not fit it.
  package init(reading value: JSONValue) throws(ShapeError) {
    switch value["type"]?.stringValue {
    case "req": self = .request(try RequestFrame(reading: value))
    case "res": self = .response(try ResponseFrame(reading: value))
    case "event": self = .event(try EventFrame(reading: value))
    case let type?: self = .unknown(type: type, value)
    case nil: throw ShapeError([Violation(pointer: "", message: "must have required property 'type'")])
    }
  }
}
