import Platform

/// Has the manager read a unit's files again that have changed since it read them.
package struct ReloadChange: Change {
  /// The unit whose files have changed.
  package let unit: String
  let connection: ServiceConnection

  /// A change that goes through a manager.
  package init(unit: String, through connection: ServiceConnection) {
    self.unit = unit
    self.connection = connection
  }

  package var step: String { "reload" }
  package var summary: String { "have \(unit) read again" }

  /// What the manager has forgotten cannot be put back, and what it reads is on the disk anyway.
  package func undoRecord() throws -> UndoRecord? {
    ServiceUndoer.record(.leaveUnit, of: unit, through: connection)
  }

  package func apply() throws { try connection.reload() }
}
