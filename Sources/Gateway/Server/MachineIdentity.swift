import Glibc
import Platform

/// What the gateway says about the machine it runs on.
package struct MachineIdentity: Hashable, Sendable {
  /// The host name.
  package var host: String
  /// For example `linux 6.8`.
  package var platform: String
  /// The processor architecture, for example `x86_64`.
  package var architecture: String
  /// The first address that is not loopback.
  package var address: String?

  /// An identity from its parts.
  package init(host: String, platform: String, architecture: String, address: String?) {
    self.host = host
    self.platform = platform
    self.architecture = architecture
    self.address = address
  }

  /// What it is called in its network: the host name, with and without a domain, and its mDNS name.
  package var names: [String] {
    let short = host.split(separator: ".").first.map(String.init) ?? host
    return [host, short, "\(short).local"]
  }

  /// Asks the system: `uname(2)`, and its interfaces.
  package static func current() -> MachineIdentity {
    var names = utsname()
    uname(&names)
    let release = text(of: names.release).split(separator: ".").prefix(2).joined(separator: ".")
    return MachineIdentity(
      host: text(of: names.nodename), platform: "\(text(of: names.sysname).lowercased()) \(release)",
      architecture: text(of: names.machine), address: InterfaceAddresses.current().first { !$0.hasPrefix("127.") })
  }

  private static func text(of field: some Any) -> String {
    withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
