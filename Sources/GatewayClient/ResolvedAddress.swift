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
  /// - Throws: the resolver's own words.
  static func resolve(host: String, port: Int) throws(ResolutionError) -> [ResolvedAddress] {
    try lookUp(host, port, flags: 0).get()
  }

  /// The address that a host text spells out, asking nobody; nil when it is a name.
  static func numeric(host: String, port: Int) -> [ResolvedAddress]? {
    switch lookUp(host, port, flags: AI_NUMERICHOST) {
    case .success(let addresses): addresses
    case .failure: nil
    }
  }

  private static func lookUp(
    _ host: String, _ port: Int, flags: Int32
  ) -> Result<[ResolvedAddress], ResolutionError> {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_NUMERICSERV | flags
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, "\(port)", &hints, &list)
    guard code == 0 else { return .failure(ResolutionError(reason: String(cString: gai_strerror(code)))) }
    defer { freeaddrinfo(list) }
    var addresses: [ResolvedAddress] = []
    var next = list
    while let entry = next {
      addresses.append(ResolvedAddress(entry.pointee))
      next = entry.pointee.ai_next
    }
    return .success(addresses)
  }
}

/// A host name that leads nowhere.
struct ResolutionError: Error {
  let reason: String
}
