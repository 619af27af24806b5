import Platform

/// What runs services on a machine: what install, uninstall, start, stop, restart and status need of it.
///
/// Every call returns within its deadline. None asks for a password.
package protocol ServiceManager {
  var scope: ServiceScope { get }

  /// What the manager knows of a service. A service it has never heard of is `notInstalled`, which is no error.
  func status(of service: String, deadline: Deadline) throws(ServiceManagerError) -> ServiceStatus

  /// Reads all definitions again.
  func reload(deadline: Deadline) throws(ServiceManagerError)

  /// Forgets a service's failures and the count of its starts. One that is not known has none.
  func forgetFailures(of service: String, deadline: Deadline) throws(ServiceManagerError)

  /// Reads definitions again and makes a service start by itself from now on. False when it already did.
  @discardableResult
  func register(_ service: String, deadline: Deadline) throws(ServiceManagerError) -> Bool

  /// Makes a service start by itself no more. False when it did not.
  @discardableResult
  func unregister(_ service: String, deadline: Deadline) throws(ServiceManagerError) -> Bool

  /// Starts a service and waits until it is ready. Forgets earlier failures first; one that is ready stays as it is.
  func start(
    _ service: String, deadline: Deadline, progress: (ServiceStatus) -> Void
  ) throws(ServiceManagerError) -> StartOutcome

  /// Stops a service if it runs, starts it, and waits until it is ready. Forgets earlier failures first.
  func restart(
    _ service: String, deadline: Deadline, progress: (ServiceStatus) -> Void
  ) throws(ServiceManagerError) -> StartOutcome

  /// Stops a service and waits until it is down. Whether it starts by itself later does not change.
  func stop(
    _ service: String, deadline: Deadline, progress: (ServiceStatus) -> Void
  ) throws(ServiceManagerError) -> StopOutcome
}

extension ServiceManager {
  /// Does nothing: a manager other than systemd reads a definition when it starts the service.
  package func reload(deadline: Deadline) throws(ServiceManagerError) {}

  /// Does nothing: a manager that starts services for ever keeps no failures.
  package func forgetFailures(of service: String, deadline: Deadline) throws(ServiceManagerError) {}
}

/// How a start ended, with the state measured after it.
package enum StartOutcome: Hashable, Sendable {
  /// The service has reported that it is ready.
  case ready(ServiceStatus)
  /// It is still on its way; nobody has stopped it.
  case stillStarting(ServiceStatus)
  /// It ended, or the manager did not start it. `job` is the manager's word for the outcome.
  case failed(ServiceStatus, job: String)
}

/// How a stop ended, with the state measured after it.
package enum StopOutcome: Hashable, Sendable {
  /// It was down already.
  case wasDown(ServiceStatus)
  case stopped(ServiceStatus)
  case stillStopping(ServiceStatus)
  /// The manager did not do it. `job` is its word for the outcome.
  case failed(ServiceStatus, job: String)
}
