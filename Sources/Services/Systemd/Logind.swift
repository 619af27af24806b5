import Platform

/// The login manager, as far as lingering goes: whether a user's services run while nobody is logged in.
package struct Logind {
  private let bus: any BusConnection

  /// A login manager at the end of a connection.
  package init(bus: any BusConnection) { self.bus = bus }

  /// Connects to the system bus.
  ///
  /// - Throws: `noServiceManager`, `managerUnreachable`, `timedOut`.
  package init(sockets: SystemdSockets = SystemdSockets(), deadline: Deadline) throws(ServiceManagerError) {
    let socket = sockets.systemBus
    do {
      bus = try SystemdBus(socket: socket.path, isDirect: socket.isDirect, deadline: deadline)
    } catch { throw ServiceManagerError(error, scope: .system) }
  }

  /// Whether an account lingers, by the file that says so; nil when it cannot be known.
  ///
  /// Asks nobody: it is also what logind itself looks at when it is asked for the user's `Linger`.
  package static func lingers(
    _ account: Account, directory: AbsolutePath = .root.appending("var/lib/systemd/linger"), isBooted: Bool
  ) -> Bool? {
    guard isBooted else { return nil }
    do { return try Files.status(directory.appending(account.name)) != nil } catch { return nil }
  }

  /// Turns lingering on or off: `SetUserLinger` of `org.freedesktop.login1(5)`.
  ///
  /// - Throws: `accessDenied` when the machine's policy keeps that from this caller.
  package func setLingering(
    _ isOn: Bool, userID: UInt32, deadline: Deadline
  ) throws(ServiceManagerError) {
    let method = BusMethod(
      destination: "org.freedesktop.login1", path: "/org/freedesktop/login1",
      interface: "org.freedesktop.login1.Manager", member: "SetUserLinger",
      arguments: [.unsigned32(userID), .boolean(isOn), .boolean(false)])
    do { _ = try bus.call(method, deadline: deadline) } catch { throw ServiceManagerError(error, scope: .system) }
  }
}
