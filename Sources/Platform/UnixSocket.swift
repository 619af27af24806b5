import CLinux
import Glibc

/// Sockets with a path: `unix(7)`.
package enum UnixSocket {
  /// A stream socket connected to a path.
  ///
  /// - Throws: `SystemError`; `ENOENT` and `ECONNREFUSED` when nobody listens there, `ENAMETOOLONG` for a path of 108
  ///   bytes or more.
  package static func connected(to path: AbsolutePath) throws(SystemError) -> Descriptor {
    let socket = try make(Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), path)
    try withAddress(path) { address, length throws(SystemError) in
      _ = try checked("connect", path.string) { connect(socket.raw, address, length) }
    }
    return socket
  }

  /// A stream socket that listens at a path and does not block; what was at the path before is removed.
  package static func listening(at path: AbsolutePath) throws(SystemError) -> Descriptor {
    let socket = try bound(Int32(SOCK_STREAM.rawValue), at: path)
    try checked("listen", path.string) { listen(socket.raw, 128) }
    return socket
  }

  /// A datagram socket at a path that does not block and learns who sent each message: `SO_PASSCRED`.
  package static func receiving(at path: AbsolutePath) throws(SystemError) -> Descriptor {
    let socket = try bound(Int32(SOCK_DGRAM.rawValue), at: path)
    var one: Int32 = 1
    try checked("setsockopt", path.string) {
      setsockopt(socket.raw, SOL_SOCKET, SO_PASSCRED, &one, socklen_t(MemoryLayout<Int32>.size))
    }
    return socket
  }

  /// The user at the other end of a stream socket: `SO_PEERCRED`.
  package static func peerUserID(of raw: Int32) throws(SystemError) -> UInt32 {
    var peer = cl_ucred()
    var length = socklen_t(MemoryLayout<cl_ucred>.size)
    try checked("getsockopt") { getsockopt(raw, SOL_SOCKET, SO_PEERCRED, &peer, &length) }
    return peer.uid
  }

  private static func bound(_ type: Int32, at path: AbsolutePath) throws(SystemError) -> Descriptor {
    let socket = try make(type | Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), path)
    try Files.remove(path)
    try withAddress(path) { address, length throws(SystemError) in
      _ = try checked("bind", path.string) { bind(socket.raw, address, length) }
    }
    try checked("chmod", path.string) { chmod(path.string, 0o600) }
    return socket
  }

  private static func make(_ type: Int32, _ path: AbsolutePath) throws(SystemError) -> Descriptor {
    Descriptor(taking: try checked("socket", path.string) { socket(AF_UNIX, type, 0) })
  }

  private static func withAddress(
    _ path: AbsolutePath, _ body: (UnsafePointer<sockaddr>, socklen_t) throws(SystemError) -> Void
  ) throws(SystemError) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.string.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw SystemError(code: ENAMETOOLONG, call: "bind", subject: path.string)
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let outcome = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        Result { () throws(SystemError) in try body(pointer, socklen_t(MemoryLayout<sockaddr_un>.size)) }
      }
    }
    try outcome.get()
  }
}
