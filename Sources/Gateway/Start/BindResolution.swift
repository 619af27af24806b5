import Configuration
import Platform
import Profiles
import Transport

/// From a bind mode to addresses.
///
/// What cannot be had is refused, never replaced by something wider.
struct BindResolution {
  let mode: GatewayConfiguration.Bind
  /// `gateway.customBindHost`.
  let customHost: String?
  /// The IPv4 addresses of this machine.
  let machineAddresses: [String]
  /// Whose commands remedies name.
  let profile: Profile

  /// The addresses to bind, and those to bind where the machine has them.
  func addresses(port: Port) throws(StartRefusal) -> (required: [SocketAddress], optional: [SocketAddress]) {
    switch mode {
    // `auto` preferred loopback and fell back to everything; without the fallback the two are the same.
    case .loopback, .auto:
      return ([.loopback(port: port)], [SocketAddress(.v6(0, 1), port: port)])
    case .lan: return ([SocketAddress(.v4(0), port: port)], [])
    case .tailnet:
      return (
        [
          try address(
            InterfaceAddresses.tailnet(among: machineAddresses), port, "this machine has no address in 100.64.0.0/10",
            "tailscale up")
        ], []
      )
    case .custom:
      return (
        [
          try address(
            customHost, port, customHost.map { "\($0) is no IP address" } ?? "it is not set",
            profile.commandLine("config set gateway.customBindHost \(machineAddress)"))
        ], []
      )
    }
  }

  /// Whether only this machine can connect.
  var isLoopback: Bool { mode == .loopback || mode == .auto }

  private func address(
    _ text: String?, _ port: Port, _ reason: String, _ remedy: String
  ) throws(StartRefusal) -> SocketAddress {
    if let text, let address = SocketAddress(text, port: port) { return address }
    throw StartRefusal(
      .configuration, "failed to bind gateway socket", place: "gateway.\(mode == .custom ? "customBindHost" : "bind")",
      reason: reason, remedy: remedy)
  }

  /// An address of this machine, one that others reach where there is one.
  private var machineAddress: String { machineAddresses.first { !$0.hasPrefix("127.") } ?? "127.0.0.1" }
}
