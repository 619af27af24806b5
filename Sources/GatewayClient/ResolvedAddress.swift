import CLinux
import Glibc
import Platform

/// An address that the resolver gave and a socket can connect to: the bytes of a `sockaddr`.
struct ResolvedAddress: Hashable, Sendable {
  private let bytes: [UInt8]
  let family: Int32

  private init(_ entry: addrinfo) {
    bytes = Array(UnsafeRawBufferPointer(start: entry.ai_addr, count: Int(entry.ai_addrlen)))
    family = entry.ai_family
  }

  /// Lends the address to a system call.
  func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    var storage = sockaddr_storage()
    withUnsafeMutableBytes(of: &storage) { $0.copyBytes(from: bytes) }
    return withUnsafePointer(to: storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(bytes.count)) }
    }
  }

  /// The addresses of a host, in the order to try them: `getaddrinfo(3)`.
  ///
  /// - Parameter isNumeric: takes addresses only and asks nobody.
  /// - Throws: the resolver's own words.
  static func resolve(
    host: String, port: Int, isNumeric: Bool = false
  ) throws(ResolutionError) -> [ResolvedAddress] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_NUMERICSERV | (isNumeric ? AI_NUMERICHOST : 0)
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, "\(port)", &hints, &list)
    guard code == 0 else { throw ResolutionError(reason: String(cString: gai_strerror(code))) }
    defer { freeaddrinfo(list) }
    var addresses: [ResolvedAddress] = []
    var next = list
    while let entry = next {
      addresses.append(ResolvedAddress(entry.pointee))
      next = entry.pointee.ai_next
    }
    return addresses
  }
}

/// A host name that leads nowhere.
struct ResolutionError: Error {
  let reason: String
}
