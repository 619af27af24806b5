import Platform

/// Takes changes of services back.
package struct ServiceUndoer: Undoer {
  /// How long a former service may take to be ready again.
  private static let patience = Duration.seconds(90)

  private let connect: (ServiceScope, UInt32) -> ServiceConnection

  /// - Parameter connect: the manager for a scope and a user id, as a record names them.
  package init(connect: @escaping (ServiceScope, UInt32) -> ServiceConnection) { self.connect = connect }

  package func undo(_ record: UndoRecord) throws -> Bool {
    guard let scope = ServiceScope(rawValue: record.text(0)), let userID = UInt32(record.text(1)) else { return false }
    let connection = connect(scope, userID)
    let unit = record.text(2)
    switch record.verb {
    case "restore-unit": try restore(record, connection)
    case "enable-unit": try RegistrationChange(enabled: true, unit: unit, through: connection).apply()
    case "disable-unit": try RegistrationChange(enabled: false, unit: unit, through: connection).apply()
    case "start-unit": try bring(.start, unit, connection)
    case "stop-unit": try bring(.stop, unit, connection)
    case "leave-unit": break
    case "enable-linger": try linger(true, record, userID)
    case "disable-linger": try linger(false, record, userID)
    default: return false
    }
    return true
  }

  private func restore(_ record: UndoRecord, _ connection: ServiceConnection) throws {
    guard let path = AbsolutePath(record.text(3)) else { return }
    try AtomicFile.removeDrafts(of: path)
    if record.operands.count > 5 {
      try AtomicFile.write(record.operands[5], to: path, mode: UnitFileChange.mode)
    } else {
      try Files.remove(path)
    }
    try connection.reload()
    let unit = record.text(2)
    try connection.manager().forgetFailures(of: unit, deadline: .after(ServiceConnection.patience))
    if record.text(4) == "active" { try bring(.restart, unit, connection) }
  }

  private func linger(_ isOn: Bool, _ record: UndoRecord, _ userID: UInt32) throws {
    guard let account = try Account.withID(userID), account.name == record.text(2) else { return }
    try LingerChange(on: isOn, for: account).apply()
  }

  private func bring(_ action: ActivityChange.Action, _ unit: String, _ connection: ServiceConnection) throws {
    try ActivityChange(action, unit: unit, through: connection, wait: Self.patience, progress: { _ in }).apply()
  }
}
