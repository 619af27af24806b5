import CLinux
import Glibc
import Platform

/// The other end of a datagram socket of the machine's, seen from ours: the manager's for notifications, the journal's.
///
/// `sd_notify(3)` and `sd_journal_sendv(3)` wait when the other end has ten messages unread; a gateway must not stand
/// still because its manager does.
enum DatagramQueue {
  /// Whether the other end takes another message at once: `poll(2)` on a connected datagram socket.
  ///
  /// True also where nobody can tell; sending then says what is wrong, or does nothing.
  ///
  /// - Parameter patience: how long to wait for room, in milliseconds.
  static func hasRoom(_ socketName: String?, waiting patience: Int32 = 0) -> Bool {
    guard let name = socketName, let first = name.utf8.first, [UInt8(ascii: "/"), UInt8(ascii: "@")].contains(first)
    else { return true }
    let raw = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard raw >= 0 else { return true }
    let descriptor = Descriptor(taking: raw)
    guard connect(descriptor, to: name) else { return errno != EAGAIN }
    var entry = pollfd(fd: descriptor.raw, events: Int16(POLLOUT), revents: 0)
    return poll(&entry, 1, patience) != 0
  }

  /// A name that begins with `@` is in the abstract namespace, where it begins with a NUL: `unix(7)`.
  private static func connect(_ descriptor: borrowing Descriptor, to name: String) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = name.hasPrefix("@") ? [0] + Array(name.utf8.dropFirst()) : Array(name.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return true }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let length = socklen_t(MemoryLayout.offset(of: \sockaddr_un.sun_path) ?? 2) + socklen_t(bytes.count)
    let raw = descriptor.raw
    return withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(raw, $0, length) == 0 }
    }
  }
}
