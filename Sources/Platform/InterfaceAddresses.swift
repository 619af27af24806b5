import CLinux
import Glibc

/// The addresses of this machine's network interfaces.
package enum InterfaceAddresses {
  /// The IPv4 addresses of the interfaces that are up, loopback among them: `getifaddrs(3)`.
  package static func current() -> [String] {
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

  /// The first address of the range that Tailscale gives out, 100.64.0.0/10: RFC 6598.
  package static func tailnet(among addresses: [String]) -> String? {
    addresses.first { text in
      let numbers = text.split(separator: ".").compactMap { UInt8($0) }
      return numbers.count == 4 && numbers[0] == 100 && numbers[1] & 0xC0 == 64
    }
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
}
