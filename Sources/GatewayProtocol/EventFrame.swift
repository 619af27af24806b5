import JSON

/// An event: `{"type":"event","event":…,"payload":…,"seq":…,"stateVersion":…}`.
package struct EventFrame: Hashable, ShapedValue {
  /// The name of the event.
  package let event: String
  /// What is told.
  package let payload: JSONValue?
  /// The connection's own count of the events broadcast to it; targeted events have none.
  package let sequence: Int64?
  /// Which state the payload shows, where it shows one.
  package let stateVersion: StateVersion?

  package init(
    event: String, payload: JSONValue? = nil, sequence: Int64? = nil, stateVersion: StateVersion? = nil
  ) {
    self.event = event
    self.payload = payload
    self.sequence = sequence
    self.stateVersion = stateVersion
  }

  package static let shape = Shape.named(
    "EventFrame",
    .object([
      .required("type", .choice(["event"])), .required("event", .nonEmptyString), .optional("payload", .any),
      .optional("seq", .integer(minimum: 0)), .optional("stateVersion", StateVersion.shape),
    ]))

  package init?(fitting value: JSONValue) {
    guard let event = value["event"]?.stringValue else { return nil }
    self.init(
      event: event, payload: value["payload"], sequence: value["seq"]?.integerValue,
      stateVersion: value["stateVersion"].flatMap(StateVersion.init(fitting:)))
  }

  package var json: JSONValue {
    .object(
      JSONObject(present: [
        ("type", "event"), ("event", .string(event)), ("payload", payload), ("seq", sequence.map(JSONValue.integer)),
        ("stateVersion", stateVersion?.json),
      ]))
  }
}
