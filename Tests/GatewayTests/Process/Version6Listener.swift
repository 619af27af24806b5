import CLinux
import Glibc
import Platform

/// A program of somebody else's on `[::1]`: this one.
struct Version6Listener {
  private let descriptor: Int32

  init(port: Int) throws {
    descriptor = try checked("socket") { socket(AF_INET6, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0) }
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_addr = in6addr_loopback
    address.sin6_port = in_port_t(port).bigEndian
    _ = try withUnsafePointer(to: &address) { pointer throws(SystemError) in
      try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address throws(SystemError) in
        try checked("bind") { bind(descriptor, address, socklen_t(MemoryLayout<sockaddr_in6>.size)) }
      }
    }
    try checked("listen") { listen(descriptor, 1) }
  }

  func close() { Glibc.close(descriptor) }

  /// Whether this machine has IPv6.
  static var isPossible: Bool {
    do {
      try Version6Listener(port: 0).close()
      return true
    } catch { return false }
  }
}
