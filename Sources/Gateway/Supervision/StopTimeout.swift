import CSystemd
import Glibc
import Platform

/// How long systemd lets this process take to stop, with drop-ins: what an orderly end must fit into.
enum StopTimeout {
  /// How long the manager may take to answer, in microseconds: it is busy stopping units then.
  private static let patience: UInt64 = 100_000

  /// `TimeoutStopUSec` of the unit this process runs in; nil where no manager says: `org.freedesktop.systemd1(5)`.
  static func effective() -> Duration? {
    isInUserScope
      ? ask(at: "unix:path=/run/user/\(geteuid())/systemd/private", of: nil)
      : ask(at: "unix:path=/run/dbus/system_bus_socket", of: "org.freedesktop.systemd1")
  }

  /// Asks a manager by its name on a bus, or on its own socket, where there is no bus and nobody has a name.
  private static func ask(at address: String, of name: String?) -> Duration? {
    var made: OpaquePointer?
    guard sd_bus_new(&made) >= 0, let bus = made else { return nil }
    defer { sd_bus_flush_close_unref(bus) }
    guard sd_bus_set_address(bus, address) >= 0, sd_bus_set_bus_client(bus, name == nil ? 0 : 1) >= 0,
      sd_bus_start(bus) >= 0
    else { return nil }
    return property(of: name, on: bus)
  }

  private static func property(of name: String?, on bus: OpaquePointer) -> Duration? {
    var microseconds: UInt64 = 0
    guard sd_bus_set_method_call_timeout(bus, patience) >= 0,
      sd_bus_get_property_trivial(
        bus, name, "/org/freedesktop/systemd1/unit/self", "org.freedesktop.systemd1.Service",
        "TimeoutStopUSec", nil, CChar(UInt8(ascii: "t")), &microseconds) >= 0,
      microseconds != UInt64.max
    else { return nil }
    return .microseconds(Int64(clamping: microseconds))
  }

  private static var isInUserScope: Bool {
    var name: UnsafeMutablePointer<CChar>?
    defer { free(name) }
    return sd_pid_get_user_unit(0, &name) >= 0
  }
}
