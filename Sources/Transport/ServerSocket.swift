import CLinux
import Glibc
import Platform

/// Makes and adopts the sockets that listeners accept from: `socket(7)`, `tcp(7)`.
enum ServerSocket {
  /// Binds an address for this process alone and begins to listen.
  ///
  /// `SO_REUSEADDR` lets a restarted server have the port while old connections are in TIME_WAIT; on Linux it does not
  /// let two sockets listen on one port. An IPv6 socket takes no IPv4 connections, so `::` and `0.0.0.0` can both be
  /// had.
  ///
  /// - Throws: `SystemError` naming the address; `EADDRINUSE` when another socket listens there.
  static func make(_ address: SocketAddress, backlog: Int32) throws(SystemError) -> Descriptor {
    let socket = try bound(to: address)
    let raw = socket.raw
    try checked("listen", address.description) { listen(raw, backlog) }
    return socket
  }

  fileprivate static func bound(to address: SocketAddress) throws(SystemError) -> Descriptor {
    let subject = address.description
    let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let socket = Descriptor(taking: try checked("socket", subject) { Glibc.socket(address.family, type, 0) })
    try socket.setOption(SOL_SOCKET, SO_REUSEADDR, subject)
    if address.family == AF_INET6 { try socket.setOption(Int32(IPPROTO_IPV6), IPV6_V6ONLY, subject) }
    try address.withStorage { storage, length throws(SystemError) in
      _ = try checked("bind", subject) { bind(socket.raw, storage.assumingMemoryBound(to: sockaddr.self), length) }
    }
    return socket
  }

  /// Readies a socket that someone else bound, such as systemd: `sd_listen_fds(3)`.
  ///
  /// - Throws: `SystemError` with `EINVAL` when it does not listen.
  static func adopt(_ socket: borrowing Descriptor) throws(SystemError) {
    var accepts: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    let raw = socket.raw
    try checked("getsockopt") { getsockopt(raw, SOL_SOCKET, SO_ACCEPTCONN, &accepts, &size) }
    guard accepts != 0 else { throw SystemError(code: EINVAL, call: "getsockopt", subject: "SO_ACCEPTCONN") }
    let flags = try checked("fcntl") { cl_fcntl(raw, F_GETFL, 0) }
    try checked("fcntl") { cl_fcntl(raw, F_SETFL, flags | O_NONBLOCK) }
    try checked("fcntl") { cl_fcntl(raw, F_SETFD, FD_CLOEXEC) }
  }
}

extension SocketAddress {
  /// Looks whether this process could listen here: binds the address and gives it back.
  ///
  /// - Throws: `SystemError` naming the address; `EADDRINUSE` when a socket listens there.
  package func checkIsFree() throws(SystemError) { _ = try ServerSocket.bound(to: self) }
}

extension Descriptor {
  /// Turns a socket option on: `setsockopt(2)`.
  borrowing func setOption(_ level: Int32, _ option: Int32, _ subject: String? = nil) throws(SystemError) {
    var one: Int32 = 1
    let raw = raw
    try checked("setsockopt", subject) {
      setsockopt(raw, level, option, &one, socklen_t(MemoryLayout<Int32>.size))
    }
  }

  /// The socket's own address: `getsockname(2)`.
  package borrowing func localAddress() throws(SystemError) -> SocketAddress {
    let raw = raw
    let address = try SocketAddress { storage, length throws(SystemError) in
      try checked("getsockname") { getsockname(raw, storage, length) }
    }
    guard let address else { throw SystemError(code: EAFNOSUPPORT, call: "getsockname") }
    return address
  }
}
