/// One step of a plan that changes the host.
package protocol Change {
  /// The step's stable name in kebab case, for reports: `write-unit`.
  var step: String { get }
  /// What it does, in a line for people.
  var summary: String { get }
  /// Looks at the host: how to take the change back, or nil when the host is already as wanted and nothing is to be
  /// done.
  func undoRecord() throws -> UndoRecord?
  /// Makes the change.
  func apply() throws
}
