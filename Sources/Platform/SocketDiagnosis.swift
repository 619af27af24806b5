import CLinux
import Glibc

/// Asks the kernel for the listening TCP sockets alone: `sock_diag(7)`.
///
/// `/proc/net/tcp` gives the same, but the kernel walks the table of all connections of the machine for it.
enum SocketDiagnosis {
  /// The listeners of one address family, `AF_INET` or `AF_INET6`, without the processes that hold them.
  ///
  /// - Throws: `SystemError` when the kernel has no such service or keeps it from this process.
  static func listeners(family: Int32) throws(SystemError) -> [ListeningSocket] {
    let kind = Int32(SOCK_RAW.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = Descriptor(
      taking: try checked("socket", "sock_diag") { socket(AF_NETLINK, kind, NETLINK_SOCK_DIAG) })
    let request = SocketDiagnosisMessage.request(family: UInt8(family))
    try checked("send", "sock_diag") { request.withUnsafeBytes { send(descriptor.raw, $0.baseAddress, $0.count, 0) } }
    var listeners: [ListeningSocket] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = try checked("recv", "sock_diag") {
        buffer.withUnsafeMutableBytes { recv(descriptor.raw, $0.baseAddress, $0.count, 0) }
      }
      let reply = SocketDiagnosisMessage.read(buffer[..<count])
      listeners += reply.listeners
      if reply.error != 0 { throw SystemError(code: reply.error, call: "recv", subject: "sock_diag") }
      if reply.isLast { return listeners }
    }
  }
}
