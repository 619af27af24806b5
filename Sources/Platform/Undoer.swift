/// Takes changes back.
///
/// Each kind of change has its own; a plan is undone by the first that knows the verb.
package protocol Undoer {
  /// Takes back what a record describes; false when the verb is not known here.
  ///
  /// Doing it twice, or for a change that was never made, does no harm.
  func undo(_ record: UndoRecord) throws -> Bool
}
