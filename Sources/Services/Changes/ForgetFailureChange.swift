import Platform

/// Has the manager forget a unit's failures, so that nothing of a removed unit shows any more.
package struct ForgetFailureChange: Change {
  /// The unit whose failures are forgotten.
  package let unit: String
  let connection: ServiceConnection

  /// A change that goes through a manager.
  package init(unit: String, through connection: ServiceConnection) {
    self.unit = unit
    self.connection = connection
  }

  package var step: String { "reset-failed" }
  package var summary: String { "forget failures of \(unit)" }

  package func undoRecord() throws -> UndoRecord? {
    let state = try connection.status(of: unit).state
    guard [.gaveUp, .failed, .configurationRejected].contains(state) else { return nil }
    return ServiceUndoer.record(.leaveUnit, of: unit, through: connection)
  }

  package func apply() throws {
    try connection.manager().forgetFailures(of: unit, deadline: .after(ServiceConnection.patience))
  }
}
