import CLinux
import Glibc
import Platform

extension SocketAddress {
  /// The protocol family: `AF_INET` or `AF_INET6`.
  var family: Int32 {
    switch host {
    case .v4: AF_INET
    case .v6: AF_INET6
    }
  }

  /// Lends the address in the form that `bind(2)` and its kin want.
  func withStorage<Result, Failure: Error>(
    _ body: (UnsafeRawPointer, socklen_t) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let port = in_port_t(self.port?.number ?? 0).bigEndian
    switch host {
    case .v4(let address):
      var storage = sockaddr_in()
      storage.sin_family = sa_family_t(AF_INET)
      storage.sin_port = port
      storage.sin_addr.s_addr = address.bigEndian
      return try Self.lend(storage, body)
    case .v6(let high, let low, let scope):
      var storage = sockaddr_in6()
      storage.sin6_family = sa_family_t(AF_INET6)
      storage.sin6_port = port
      withUnsafeMutableBytes(of: &storage.sin6_addr) {
        $0.storeBytes(of: high.bigEndian, as: UInt64.self)
        $0.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
      }
      storage.sin6_scope_id = scope
      return try Self.lend(storage, body)
    }
  }

  private static func lend<Storage, Result, Failure: Error>(
    _ storage: Storage, _ body: (UnsafeRawPointer, socklen_t) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafePointer(to: storage) { pointer throws(Failure) in
      try body(UnsafeRawPointer(pointer), socklen_t(MemoryLayout<Storage>.size))
    }
  }

  /// Takes the address that a call such as `accept(2)` has filled in; nil for another family.
  init?(filledBy call: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) throws(SystemError) -> Void)
    throws(SystemError)
  {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    try withUnsafeMutableBytes(of: &storage) { bytes throws(SystemError) in
      guard let base = bytes.baseAddress else { return }
      try call(base.assumingMemoryBound(to: sockaddr.self), &length)
    }
    self.init(storage)
  }

  private init?(_ storage: sockaddr_storage) {
    let (v4, v6) = withUnsafeBytes(of: storage) {
      ($0.load(as: sockaddr_in.self), $0.load(as: sockaddr_in6.self))
    }
    let port = Port(Int(in_port_t(bigEndian: v4.sin_port)))
    switch Int32(storage.ss_family) {
    case AF_INET: self.init(.v4(UInt32(bigEndian: v4.sin_addr.s_addr)), port: port)
    case AF_INET6: self.init(Host(v6.sin6_addr, scope: v6.sin6_scope_id), port: port)
    default: return nil
    }
  }
}

extension SocketAddress.Host {
  init(_ address: in6_addr, scope: UInt32) {
    let (high, low) = withUnsafeBytes(of: address) {
      ($0.load(as: UInt64.self), $0.load(fromByteOffset: 8, as: UInt64.self))
    }
    self = .v6(UInt64(bigEndian: high), UInt64(bigEndian: low), scope: scope)
  }
}
