import CLinux
import Glibc
import Platform

/// An IPv4 or IPv6 address and a TCP port: `ip(7)`, `ipv6(7)`.
package struct SocketAddress: Hashable, Sendable {
  /// The address of an interface or a host.
  package enum Host: Hashable, Sendable {
    /// In network order, from the first byte.
    case v4(UInt32)
    /// The upper and the lower half in network order; the scope counts for link-local addresses.
    case v6(UInt64, UInt64, scope: UInt32 = 0)
  }

  /// The address without the port.
  package let host: Host
  /// Nil stands for port 0: any free port when bound.
  package let port: Port?

  /// An address from its parts.
  package init(_ host: Host, port: Port?) {
    self.host = host
    self.port = port
  }

  /// Reads a numeric address, such as `127.0.0.1` or `::1`, and never asks a name service: `inet_pton(3)`.
  package init?(_ text: String, port: Port?) {
    var v4 = in_addr()
    var v6 = in6_addr()
    if inet_pton(AF_INET, text, &v4) == 1 {
      self.init(.v4(UInt32(bigEndian: v4.s_addr)), port: port)
    } else if inet_pton(AF_INET6, text, &v6) == 1 {
      self.init(Host(v6, scope: 0), port: port)
    } else {
      return nil
    }
  }

  /// `127.0.0.1`.
  package static func loopback(port: Port?) -> SocketAddress { SocketAddress(.v4(0x7F00_0001), port: port) }

  /// Whether only this machine can reach it: 127.0.0.0/8, `::1`, and the former written in IPv6.
  package var isLoopback: Bool {
    switch host {
    case .v4(let address): address >> 24 == 127
    case .v6(0, 1, _): true
    case .v6(0, let low, _): low >> 24 == 0xFFFF_7F
    case .v6: false
    }
  }

  /// Whether it stands for every address of the machine: `0.0.0.0` and `::`.
  package var isWildcard: Bool {
    switch host {
    case .v4(let address): address == 0
    case .v6(let high, let low, _): high == 0 && low == 0
    }
  }
}

extension SocketAddress: CustomStringConvertible {
  /// The host's numeric text: `inet_ntop(3)`.
  package var hostText: String {
    withStorage { storage, _ in
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { text in
        let family = Int32(storage.load(as: sa_family_t.self))
        let address = storage + (family == AF_INET ? 4 : 8)
        guard let text = inet_ntop(family, address, text.baseAddress, socklen_t(INET6_ADDRSTRLEN)) else { return "?" }
        return String(cString: text)
      }
    }
  }

  /// As in a URL: `127.0.0.1:18789`, `[::1]:18789`.
  package var description: String {
    let port = port.map(\.description) ?? "0"
    return if case .v4 = host { "\(hostText):\(port)" } else { "[\(hostText)]:\(port)" }
  }
}
