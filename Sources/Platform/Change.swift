/// One step of a plan that changes the host.
package protocol Change {
  /// The step's stable name in kebab case, for reports: `write-unit`.
  var step: String { get }
  /// What it does, in a line for people.
  var summary: String { get }
  /// Looks at the host: how to take the change back, or nil when the host is already as wanted and nothing is to be done.
  func undoRecord() throws -> UndoRecord?
  /// Makes the change.
  func apply() throws
}

/// Takes changes back. Each kind of change has its own; a plan is undone by the first that knows the verb.
package protocol Undoer {
  /// Takes back what a record describes; false when the verb is not known here. Doing it twice, or for a change that was
  /// never made, does no harm.
  func undo(_ record: UndoRecord) throws -> Bool
}
