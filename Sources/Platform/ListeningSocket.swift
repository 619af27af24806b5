/// A TCP socket that waits for connections in this network namespace.
package struct ListeningSocket: Hashable, Sendable {
  /// The port it listens on.
  package let port: Port
  /// The address it is bound to, as `inet_ntop(3)` writes it: `127.0.0.1`, `::`.
  package let address: String
  /// Who made the socket.
  package let userID: UInt32
  /// The socket's number, the same in `/proc/PID/fd`.
  package let inode: UInt64
  /// A process that holds it; nil when none could be seen, which takes the rights of its owner.
  package internal(set) var holder: RunningProcess?

  /// A socket from its parts.
  package init(port: Port, address: String, userID: UInt32, inode: UInt64, holder: RunningProcess? = nil) {
    self.port = port
    self.address = address
    self.userID = userID
    self.inode = inode
    self.holder = holder
  }

  /// Address and port as URLs have them: `127.0.0.1:18789`, `[::1]:18789`.
  package var endpoint: String { address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)" }
}
