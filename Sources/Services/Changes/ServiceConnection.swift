import Platform

/// The service manager of one scope, connected to when it is first needed and again after it was out of reach.
package final class ServiceConnection {
  /// Which manager it is.
  package let scope: ServiceScope
  /// Whose manager it is; the system's manager is the same for everybody.
  package let userID: UInt32
  /// The permission bits of the definitions that it reads.
  let definitionMode: UInt32
  private let connect: () throws(ServiceManagerError) -> any ServiceManager
  private var connected: (any ServiceManager)?

  /// How long one question to the manager may take at most; starts and stops have deadlines of their own.
  package static let patience = Duration.seconds(10)
  /// How long this connection gives a question.
  private let patience: Duration

  /// A connection to the manager of the machine, or of a user.
  package convenience init(scope: ServiceScope, userID: UInt32, patience: Duration = ServiceConnection.patience) {
    self.init(scope: scope, userID: userID, patience: patience) { () throws(ServiceManagerError) in
      SystemdServiceManager(try SystemdManager(connecting: scope, userID: userID, deadline: .after(patience)))
    }
  }

  /// The manager of a kind: systemd's for the scope, or the supervisor or launchd of the user whose home this is.
  ///
  /// - Parameters:
  ///   - executable: the `openclaw` that a supervisor in the background is to be; nil where none may be started.
  ///   - environment: where `launchctl` is looked for, and what it is run with.
  ///   - isReady: whether a service of launchd, which knows no readiness, is ready.
  ///   - patience: how long one question may take.
  package convenience init(
    _ kind: ServiceManagerKind, scope: ServiceScope, userID: UInt32, home: AbsolutePath, executable: AbsolutePath?,
    environment: Environment, isReady: LaunchdServiceManager.Readiness? = nil,
    patience: Duration = ServiceConnection.patience
  ) {
    switch kind {
    case .systemd: self.init(scope: scope, userID: userID, patience: patience)
    case .supervisor:
      let manager = SupervisorServiceManager(places: SupervisorPlaces(home: home), executable: executable)
      self.init(scope: scope, userID: userID) { () throws(ServiceManagerError) in manager }
    case .launchd:
      self.init(scope: scope, userID: userID, patience: patience, definitionMode: kind.definitionMode) {
        () throws(ServiceManagerError) in
        try LaunchdServiceManager(userID: userID, home: home, environment: environment, isReady: isReady)
      }
    }
  }

  /// The same with another way to connect.
  package init(
    scope: ServiceScope, userID: UInt32, patience: Duration = ServiceConnection.patience,
    definitionMode: UInt32 = ServiceManagerKind.systemd.definitionMode,
    connect: @escaping () throws(ServiceManagerError) -> any ServiceManager
  ) {
    self.patience = patience
    self.definitionMode = definitionMode
    self.scope = scope
    self.userID = userID
    self.connect = connect
  }

  /// The manager, connected.
  package func manager() throws(ServiceManagerError) -> any ServiceManager {
    if let connected { return connected }
    let manager = try connect()
    connected = manager
    return manager
  }

  /// The manager, connected; one that is about to come up is waited for.
  package func manager(waitingUntil deadline: Deadline) throws(ServiceManagerError) -> any ServiceManager {
    while true {
      do { return try manager() } catch {
        guard case .managerUnreachable = error, !deadline.hasPassed else { throw error }
        deadline.pause(.milliseconds(20))
      }
    }
  }

  /// What the manager knows of a service.
  package func status(of service: String) throws(ServiceManagerError) -> ServiceStatus {
    try manager().status(of: service, deadline: .after(patience))
  }

  /// Reads all definitions again.
  package func reload() throws(ServiceManagerError) {
    try manager().reload(deadline: .after(patience))
  }
}
