import Platform

/// Has the manager read a unit again whose file or drop-ins have changed on disk.
package struct ReloadChange: Change {
  /// The unit that may have changed.
  package let unit: String
  let connection: ServiceConnection

  /// A change that goes through a manager.
  package init(unit: String, through connection: ServiceConnection) {
    self.unit = unit
    self.connection = connection
  }

  package var step: String { "reload" }
  package var summary: String { "have \(unit) read again, which has changed on disk" }

  package func undoRecord() throws -> UndoRecord? {
    guard try connection.status(of: unit).needsReload else { return nil }
    return ServiceUndoer.record(.leaveUnit, of: unit, through: connection)
  }

  package func apply() throws { try connection.reload() }
}
