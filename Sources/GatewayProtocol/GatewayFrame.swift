import JSON

/// A frame as a client meets it.
package enum GatewayFrame: Hashable, Sendable {
  case request(RequestFrame)
  case response(ResponseFrame)
  case event(EventFrame)
  /// A type of a later protocol, kept as it came.
  case unknown(type: String, JSONValue)

  /// The definition: which frame it is, its `type` says.
  package static let shape = Shape.named(
    "GatewayFrame", .variants(by: "type", [RequestFrame.shape, ResponseFrame.shape, EventFrame.shape]))

  /// Reads a frame by its `type`, taking no offence at fields that a later peer may have added; nil when it is none.
  package init?(fitting value: JSONValue) {
    switch value["type"]?.stringValue {
    case "req": if let frame = RequestFrame(fitting: value) { self = .request(frame) } else { return nil }
    case "res": if let frame = ResponseFrame(fitting: value) { self = .response(frame) } else { return nil }
    case "event": if let frame = EventFrame(fitting: value) { self = .event(frame) } else { return nil }
    case let type?: self = .unknown(type: type, value)
    case nil: return nil
    }
  }
}
