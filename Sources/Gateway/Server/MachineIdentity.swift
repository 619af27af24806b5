import CLinux
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

  /// Asks the system: `uname(2)`, `getifaddrs(3)`.
  package static func current() -> MachineIdentity {
    var names = utsname()
    uname(&names)
    let release = text(of: names.release).split(separator: ".").prefix(2).joined(separator: ".")
    return MachineIdentity(
      host: text(of: names.nodename), platform: "\(text(of: names.sysname).lowercased()) \(release)",
      architecture: text(of: names.machine), address: interfaceAddresses().first { !$0.hasPrefix("127.") })
  }

  /// The IPv4 addresses of the interfaces that are up.
  package static func interfaceAddresses() -> [String] {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&list) == 0 else { return [] }
    defer { freeifaddrs(list) }
    var addresses: [String] = []
    var next = list
    while let entry = next {
      if let address = dottedQuad(entry.pointee) { addresses.append(address) }
      next = entry.pointee.ifa_next
    }
    return addresses
  }

  /// The IPv4 address of an interface that is up; nil for others.
  private static func dottedQuad(_ entry: ifaddrs) -> String? {
    guard let address = entry.ifa_addr, Int32(address.pointee.sa_family) == AF_INET,
      entry.ifa_flags & UInt32(IFF_UP) != 0
    else { return nil }
    return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
      withUnsafeBytes(of: address.pointee.sin_addr.s_addr) { $0.map(String.init).joined(separator: ".") }
    }
  }

  private static func text(of field: some Any) -> String {
    withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
