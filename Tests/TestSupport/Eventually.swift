/// Waits for a condition that nothing announces, looking every 20 milliseconds.
///
/// - Throws: `ConditionNeverHeld` at the limit, or what the condition threw.
package func eventually(
  _ condition: String, within limit: Duration = .seconds(10), isolation: isolated (any Actor)? = #isolation,
  holds: () async throws -> Bool
) async throws {
  let clock = ContinuousClock()
  let deadline = clock.now + limit
  while try await !holds() {
    guard clock.now < deadline else { throw ConditionNeverHeld(condition: condition, limit: limit) }
    try await clock.sleep(for: .milliseconds(20))
  }
}

/// A condition that did not come true in time.
package struct ConditionNeverHeld: Error, CustomStringConvertible {
  package let condition: String
  package let limit: Duration

  package var description: String { "\(condition): not so within \(limit)" }
}
