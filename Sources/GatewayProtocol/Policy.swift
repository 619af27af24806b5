import JSON
import Platform

/// The limits a client is told in `hello-ok`.
package struct Policy: Hashable, ShapedValue {
  /// The longest message the gateway takes, in bytes; `maxPayload` on the wire.
  package let maximumPayload: Int
  /// The bytes that may wait for a client; `maxBufferedBytes` on the wire.
  package let maximumBuffered: Int
  /// The time between two ticks; `tickIntervalMs` on the wire.
  package let tickInterval: Duration

  package init(_ limits: ProtocolLimits) {
    maximumPayload = limits.maximumPayload
    maximumBuffered = limits.maximumBuffered
    tickInterval = limits.tickInterval
  }

  package static let shape = Shape.named(
    "HelloPolicy",
    .object([
      .required("maxPayload", .integer(minimum: 1)), .required("maxBufferedBytes", .integer(minimum: 1)),
      .required("tickIntervalMs", .integer(minimum: 1)),
    ]))

  package init?(fitting value: JSONValue) {
    guard let payload = value["maxPayload"]?.integerValue, let buffered = value["maxBufferedBytes"]?.integerValue,
      let interval = value["tickIntervalMs"]?.integerValue
    else { return nil }
    maximumPayload = Int(payload)
    maximumBuffered = Int(buffered)
    tickInterval = .milliseconds(interval)
  }

  package var json: JSONValue {
    [
      "maxPayload": .integer(Int64(maximumPayload)), "maxBufferedBytes": .integer(Int64(maximumBuffered)),
      "tickIntervalMs": .integer(tickInterval.milliseconds),
    ]
  }
}
