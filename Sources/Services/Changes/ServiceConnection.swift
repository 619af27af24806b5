import Platform

/// The service manager of one scope, connected to when it is first needed and again after it was out of reach.
package final class ServiceConnection {
  package let scope: ServiceScope
  /// Whose manager it is; the system's manager is the same for everybody.
  package let userID: UInt32
  private var connected: SystemdServiceManager?

  /// How long one question to the manager may take; starts and stops have deadlines of their own.
  package static let patience = Duration.seconds(10)

  package init(scope: ServiceScope, userID: UInt32) {
    self.scope = scope
    self.userID = userID
  }

  /// The manager, connected.
  package func manager() throws(ServiceManagerError) -> SystemdServiceManager {
    if let connected { return connected }
    let systemd = try SystemdManager(connecting: scope, userID: userID, deadline: .after(Self.patience))
    let manager = SystemdServiceManager(systemd)
    connected = manager
    return manager
  }

  /// What the manager knows of a service.
  package func status(of service: String) throws(ServiceManagerError) -> ServiceStatus {
    try manager().status(of: service, deadline: .after(Self.patience))
  }

  /// Reads all definitions again.
  package func reload() throws(ServiceManagerError) {
    try manager().systemd.reload(deadline: .after(Self.patience))
  }
}
