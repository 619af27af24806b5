import Platform

/// Makes a service start by itself, or no more.
package struct RegistrationChange: Change {
  /// Whether the service is to start by itself.
  package let isEnabled: Bool
  /// The service's unit.
  package let unit: String
  let connection: ServiceConnection

  /// A change that goes through a manager.
  package init(enabled isEnabled: Bool, unit: String, through connection: ServiceConnection) {
    self.isEnabled = isEnabled
    self.unit = unit
    self.connection = connection
  }

  package var step: String { isEnabled ? "enable" : "disable" }

  package var summary: String {
    isEnabled ? "enable \(unit), so that it starts by itself" : "disable \(unit), so that it starts no more by itself"
  }

  package func undoRecord() throws -> UndoRecord? {
    guard try connection.status(of: unit).isEnabled != isEnabled else { return nil }
    return ServiceUndoer.record(isEnabled ? .disableUnit : .enableUnit, of: unit, through: connection)
  }

  package func apply() throws {
    let manager = try connection.manager()
    let deadline = Deadline.after(ServiceConnection.patience)
    if isEnabled {
      try manager.register(unit, deadline: deadline)
    } else {
      try manager.unregister(unit, deadline: deadline)
    }
  }
}
