import CSystemd
import Platform

/// Where a machine's service managers listen.
///
/// Found from the uid alone: no variable of the environment is asked.
package struct SystemdSockets: Hashable, Sendable {
  /// `/run`, or a stand-in.
  package let runtime: AbsolutePath

  /// The sockets below a runtime directory.
  package init(runtime: AbsolutePath = .root.appending("run")) { self.runtime = runtime }

  struct Candidate: Hashable {
    let path: AbsolutePath
    let isDirect: Bool
  }

  /// The sockets of a manager in the order in which they are tried: a user's own, without a bus between, then the
  /// user's bus; the system's bus, then the manager's own, which answers root alone.
  func candidates(_ scope: ServiceScope, userID: UInt32) -> [Candidate] {
    switch scope {
    case .user:
      [
        Candidate(path: runtime.appending("user/\(userID)/systemd/private"), isDirect: true),
        Candidate(path: runtime.appending("user/\(userID)/bus"), isDirect: false),
      ]
    case .system:
      [systemBus, Candidate(path: runtime.appending("systemd/private"), isDirect: true)]
    }
  }

  var systemBus: Candidate { Candidate(path: runtime.appending("dbus/system_bus_socket"), isDirect: false) }

  /// Connects to the first socket that answers.
  ///
  /// - Throws: `noServiceManager` when systemd did not boot this machine, `managerUnreachable` with the reason of the
  ///   first socket, `timedOut`.
  func connect(_ scope: ServiceScope, userID: UInt32, deadline: Deadline) throws(ServiceManagerError) -> SystemdBus {
    guard sd_booted() > 0 else { throw .noServiceManager }
    var first: ServiceManagerError?
    for candidate in candidates(scope, userID: userID) {
      do {
        return try SystemdBus(socket: candidate.path, isDirect: candidate.isDirect, deadline: deadline)
      } catch { first = first ?? ServiceManagerError(error, scope: scope) }
    }
    throw first ?? .noServiceManager
  }
}
