import JSON

/// The counters by which clients drop snapshots older than what they hold.
package struct StateVersion: Hashable, ShapedValue {
  /// Grows with every change of the presence list.
  package var presence: Int64
  /// Grows with every refresh of the health.
  package var health: Int64

  package init(presence: Int64 = 1, health: Int64 = 1) {
    self.presence = presence
    self.health = health
  }

  package static let shape = Shape.named(
    "StateVersion",
    .object([
      .required("presence", .integer(minimum: 0)), .required("health", .integer(minimum: 0)),
    ]))

  package init?(fitting value: JSONValue) {
    guard let presence = value["presence"]?.integerValue, let health = value["health"]?.integerValue else { return nil }
    self.init(presence: presence, health: health)
  }

  package var json: JSONValue { ["presence": .integer(presence), "health": .integer(health)] }
}
