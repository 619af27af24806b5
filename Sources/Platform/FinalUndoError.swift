/// Something that cannot be taken back, now or later: trying again would only keep later plans from being made.
package struct FinalUndoError: Error, CustomStringConvertible {
  /// Why.
  package let reason: any Error

  /// A failure that no later attempt mends.
  package init(_ reason: any Error) { self.reason = reason }

  package var description: String { "\(reason)" }
}
