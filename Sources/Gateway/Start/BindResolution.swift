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
    let hosts = mode.hosts(custom: customHost, machineAddresses: machineAddresses) ?? ([], [])
    let required = hosts.required.compactMap { SocketAddress($0, port: port) }
    let optional = hosts.optional.compactMap { SocketAddress($0, port: port) }
    if !required.isEmpty { return (required, optional) }
    if mode == .tailnet { throw refusal("this machine has no address in 100.64.0.0/10", "tailscale up") }
    throw refusal(
      customHost.map { "\($0) is no IP address" } ?? "it is not set",
      profile.commandLine("config set gateway.customBindHost \(machineAddress)"))
  }

  /// Whether only this machine can connect.
  var isLoopback: Bool { mode == .loopback || mode == .auto }

  private func refusal(_ reason: String, _ remedy: String) -> StartRefusal {
    StartRefusal(
      .configuration, "failed to bind gateway socket", place: "gateway.\(mode == .custom ? "customBindHost" : "bind")",
      reason: reason, remedy: remedy)
  }

  /// An address of this machine, one that others reach where there is one.
  private var machineAddress: String { machineAddresses.first { !$0.hasPrefix("127.") } ?? "127.0.0.1" }
}
