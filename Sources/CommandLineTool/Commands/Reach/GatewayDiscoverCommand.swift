import CommandTree
import Configuration
import Platform
import Services

/// `openclaw gateway discover`: which gateways announce themselves on the network.
enum GatewayDiscoverCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let timeout = context.invocation[.timeout] ?? .seconds(2)
    let deadline = Deadline.after(timeout)
    let domains = AvahiBrowser.domains(context.loadConfiguration())
    do {
      let beacons = try AvahiBrowser(deadline: deadline).gateways(in: domains, deadline: deadline)
      return DiscoveryReport(timeout: timeout, domains: domains, beacons: beacons)
    } catch { throw CommandFailure(error) }
  }
}

extension AvahiBrowser {
  /// Where gateways are looked for: on the local network, and on the tailnet where the config says so.
  static func domains(_ snapshot: ConfigurationSnapshot) -> [String] {
    ["local"] + (snapshot.configuration.discoversWideArea ? ["openclaw.internal"] : [])
  }
}

extension CommandFailure {
  /// Nobody can be asked which gateways there are.
  init(_ error: DiscoveryError) {
    let isMissing = error.code == "avahi-missing"
    self.init(
      "gateways on the network cannot be looked for", reason: error.description,
      hints: isMissing
        ? ["sudo apt install avahi-daemon", "openclaw gateway probe --url ws://host:port"]
        : ["openclaw gateway discover --timeout 10000"],
      code: error.code)
  }
}
