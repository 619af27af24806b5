import CLinux
import Glibc
import Platform

/// An address a socket can connect to: the bytes of a `sockaddr`.
struct SocketAddress: Hashable, Sendable {
  private let bytes: [UInt8]
  let family: Int32

  private init(_ entry: addrinfo) {
    bytes = Array(UnsafeRawBufferPointer(start: entry.ai_addr, count: Int(entry.ai_addrlen)))
    family = entry.ai_family
  }

  func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    bytes.withUnsafeBytes { raw in
      withUnsafeTemporaryAllocation(of: sockaddr_storage.self, capacity: 1) { storage in
        UnsafeMutableRawBufferPointer(storage).copyBytes(from: raw)
        return storage.withMemoryRebound(to: sockaddr.self) { body(UnsafePointer($0.baseAddress.unsafelyUnwrapped), socklen_t(raw.count)) }
      }
    }
  }

  /// The addresses of a host, in the order to try them: `getaddrinfo(3)`.
  ///
  /// - Throws: the resolver's own words.
  static func resolve(host: String, port: Int) throws(ResolutionError) -> [SocketAddress] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, "\(port)", &hints, &list)
    guard code == 0 else { throw ResolutionError(reason: String(cString: gai_strerror(code))) }
    defer { freeaddrinfo(list) }
    return sequence(first: list, next: { $0?.pointee.ai_next }).prefix { $0 != nil }
      .compactMap { $0.map { SocketAddress($0.pointee) } }
  }
}

/// A host name that leads nowhere.
struct ResolutionError: Error {
  let reason: String
}
