import Platform

/// Takes changes of services back.
package struct ServiceUndoer: Undoer {
  /// The verbs of its records.
  ///
  /// Operands: the scope, the user id, the unit's name or for lingering the account's, then those named here.
  enum Verb: String {
    /// The unit file's path, `active` or `inactive`, `new` or `former`, the former text, and the text that was written if
    /// any was.
    case restoreUnit = "restore-unit"
    case enableUnit = "enable-unit"
    case disableUnit = "disable-unit"
    case startUnit = "start-unit"
    case stopUnit = "stop-unit"
    /// Nothing: the unit stays as it is, or comes back with another record.
    case leaveUnit = "leave-unit"
    case enableLinger = "enable-linger"
    case disableLinger = "disable-linger"
  }

  /// How long a former service may take to be ready again.
  private static let patience = Duration.seconds(90)

  private let connect: (ServiceScope, UInt32) -> ServiceConnection

  /// - Parameter connect: the manager for a scope and a user id, as a record names them.
  package init(connect: @escaping (ServiceScope, UInt32) -> ServiceConnection) { self.connect = connect }

  /// The record of a change to a unit.
  static func record(
    _ verb: Verb, of unit: String, through connection: ServiceConnection, _ operands: [[UInt8]] = []
  ) -> UndoRecord {
    let place = [connection.scope.rawValue, String(connection.userID), unit].map { Array($0.utf8) }
    return UndoRecord(verb: verb.rawValue, operands: place + operands)
  }

  /// The record of a change to an account's lingering.
  static func record(_ verb: Verb, of account: Account) -> UndoRecord {
    UndoRecord(verb: verb.rawValue, ServiceScope.user.rawValue, String(account.userID), account.name)
  }

  package func undo(_ record: UndoRecord) throws -> Bool {
    guard let verb = Verb(rawValue: record.verb), let scope = ServiceScope(rawValue: record.text(0)),
      let userID = UInt32(record.text(1))
    else { return false }
    let connection = connect(scope, userID)
    let unit = record.text(2)
    switch verb {
    case .restoreUnit: try restore(record, connection)
    case .enableUnit: try final { try RegistrationChange(enabled: true, unit: unit, through: connection).apply() }
    case .disableUnit: try disable(unit, connection)
    case .startUnit: try bring(.start, unit, connection)
    case .stopUnit: try bring(.stop, unit, connection)
    case .leaveUnit: break
    case .enableLinger: try linger(true, record, userID)
    case .disableLinger: try linger(false, record, userID)
    }
    return true
  }

  private func restore(_ record: UndoRecord, _ connection: ServiceConnection) throws {
    guard let path = AbsolutePath(record.text(3)) else { return }
    try AtomicFile.removeDrafts(of: path)
    guard try putBack(record, at: path, mode: connection.definitionMode) else { return }
    try connection.reload()
    let unit = record.text(2)
    try connection.manager().forgetFailures(of: unit, deadline: .after(ServiceConnection.patience))
    if record.text(4) == "active" { try bring(.restart, unit, connection) }
  }

  /// False when somebody else has changed the unit since: it is theirs now, and stays.
  private func putBack(_ record: UndoRecord, at path: AbsolutePath, mode: UInt32) throws -> Bool {
    let former = record.text(5) == "former" ? record.operand(6) : nil
    let now = try Files.read(path)
    guard now == nil || now == former || now == record.operand(7) else { return false }
    if let former {
      try AtomicFile.write(former, to: path, mode: mode)
    } else {
      try Files.remove(path)
    }
    return true
  }

  private func linger(_ isOn: Bool, _ record: UndoRecord, _ userID: UInt32) throws {
    guard let account = try Account.withID(userID), account.name == record.text(2) else { return }
    try LingerChange(on: isOn, for: account).apply()
  }

  /// What has no unit file starts by itself no more.
  private func disable(_ unit: String, _ connection: ServiceConnection) throws {
    do {
      try RegistrationChange(enabled: false, unit: unit, through: connection).apply()
    } catch ServiceManagerError.noSuchUnit { return }
  }

  private func bring(_ action: ActivityChange.Action, _ unit: String, _ connection: ServiceConnection) throws {
    try final {
      try ActivityChange(action, unit: unit, through: connection, wait: Self.patience, progress: { _ in }).apply()
    }
  }

  /// A service that the manager no longer knows or may not touch, or that does not start or stop as it did, stays as it
  /// is: trying again would not help.
  private func final(_ body: () throws -> Void) throws {
    do { try body() } catch let failure as ActivityFailure {
      throw FinalUndoError(failure)
    } catch let error as ServiceManagerError {
      switch error {
      case .noSuchUnit, .masked: throw FinalUndoError(error)
      default: throw error
      }
    }
  }
}
