import CSystemd
import Platform

/// systemd's manager over D-Bus, one method for each of its own: `org.freedesktop.systemd1(5)`.
///
/// One connection serves all calls. Used by one thread at a time.
package struct SystemdManager {
  /// The machine's manager or a user's.
  package let scope: ServiceScope
  let bus: any BusConnection

  /// A manager at the end of a connection.
  package init(scope: ServiceScope, bus: any BusConnection) {
    self.scope = scope
    self.bus = bus
  }

  /// Connects to a manager: the system's, or that of the user with this id.
  ///
  /// - Throws: `noServiceManager`, `managerUnreachable`, `timedOut`.
  package init(
    connecting scope: ServiceScope, userID: UInt32 = Account.effectiveUserID,
    sockets: SystemdSockets = SystemdSockets(),
    deadline: Deadline
  ) throws(ServiceManagerError) {
    self.init(scope: scope, bus: try sockets.connect(scope, userID: userID, deadline: deadline))
  }

  static let destination = "org.freedesktop.systemd1"
  private static let path = "/org/freedesktop/systemd1"
  static let interface = "org.freedesktop.systemd1.Manager"

  /// A unit's properties in one call, which also loads the unit.
  ///
  /// One without a file has the load state `not-found`.
  package func unitState(_ unit: String, deadline: Deadline) throws(ServiceManagerError) -> UnitState {
    let path = Self.objectPath(of: unit)
    do {
      let values = try bus.properties(
        UnitProperties.names, of: path, destination: Self.destination, deadline: deadline)
      var state = UnitState(name: unit, properties: values)
      if !state.needsReload, let fragment = state.fragmentPath {
        state.needsReload = UnreadDropIns.exist(beside: fragment, known: state.dropInPaths)
      }
      return state
    } catch { throw ServiceManagerError(error, scope: scope, unit: unit) }
  }

  /// The sockets that would start a service, of those that are listened on.
  package func listeningSockets(of service: UnitState, deadline: Deadline) throws(ServiceManagerError) -> [String] {
    var listening: [String] = []
    for socket in service.sockets where try unitState(socket, deadline: deadline).activeState == "active" {
      listening.append(socket)
    }
    return listening
  }

  /// The unit files whose names match a pattern: `ListUnitFilesByPatterns`.
  package func listUnitFiles(_ pattern: String, deadline: Deadline) throws(ServiceManagerError) -> [ListedUnitFile] {
    try call("ListUnitFilesByPatterns", [.strings([]), .strings([pattern])], deadline: deadline)
      .first?.elements?.compactMap { ListedUnitFile($0) } ?? []
  }

  /// Reads all unit files again: `Reload`, what `systemctl daemon-reload` does.
  package func reload(deadline: Deadline) throws(ServiceManagerError) {
    _ = try call("Reload", deadline: deadline)
  }

  /// Makes a unit start with its targets: `EnableUnitFiles`.
  ///
  /// Gives the links made; none when it was enabled.
  package func enable(_ unit: String, deadline: Deadline) throws(ServiceManagerError) -> [UnitLinkChange] {
    let arguments: [BusValue] = [.strings([unit]), .boolean(false), .boolean(false)]
    return UnitLinkChange.all(in: try call("EnableUnitFiles", arguments, unit: unit, deadline: deadline))
  }

  /// Takes a unit out of its targets: `DisableUnitFiles`.
  ///
  /// Gives the links removed; none when it was not enabled.
  package func disable(_ unit: String, deadline: Deadline) throws(ServiceManagerError) -> [UnitLinkChange] {
    let arguments: [BusValue] = [.strings([unit]), .boolean(false)]
    return UnitLinkChange.all(in: try call("DisableUnitFiles", arguments, unit: unit, deadline: deadline))
  }

  /// Forgets a unit's failures and the count of its starts: `ResetFailedUnit`.
  ///
  /// A unit not in memory has none.
  package func resetFailed(_ unit: String, deadline: Deadline) throws(ServiceManagerError) {
    do { _ = try call("ResetFailedUnit", [.string(unit)], unit: unit, deadline: deadline) } catch {
      guard case .noSuchUnit = error else { throw error }
    }
  }

  /// Calls a method of the manager.
  func call(
    _ member: String, _ arguments: [BusValue] = [], unit: String = "", deadline: Deadline
  ) throws(ServiceManagerError) -> [BusValue] {
    let method = BusMethod(
      destination: Self.destination, path: Self.path, interface: Self.interface, member: member, arguments: arguments)
    do { return try bus.call(method, deadline: deadline) } catch {
      throw ServiceManagerError(error, scope: scope, unit: unit)
    }
  }

  /// The object that stands for a unit: letters and digits as they are, all else as `_` and two digits.
  static func objectPath(of unit: String) -> String {
    let label = unit.utf8.enumerated().map { index, byte in
      byte.isASCIIAlphanumeric && !(index == 0 && byte.isASCIIDigit)
        ? String(Character(Unicode.Scalar(byte))) : "_" + [byte].hexadecimal
    }
    return "/org/freedesktop/systemd1/unit/" + label.joined()
  }
}
