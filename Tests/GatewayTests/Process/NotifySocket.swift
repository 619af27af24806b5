import CLinux
import Glibc
import Platform
import Testing

/// The service manager's end of the notification socket: a datagram socket at a path, as sd_notify(3) wants it.
final class NotifySocket: Sendable {
  let path: AbsolutePath
  private let descriptor: Descriptor

  init(at path: AbsolutePath) throws {
    self.path = path
    let raw = try checked("socket") { socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0) }
    descriptor = Descriptor(taking: raw)
    try Self.withAddress(path) { address, length in _ = try checked("bind", path.string) { bind(raw, address, length) }
    }
  }

  /// Sends a message as a service would.
  static func send(_ message: String, to path: AbsolutePath) throws {
    let sender = Descriptor(
      taking: try checked("socket") { socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0) })
    let (bytes, raw) = (Array(message.utf8), sender.raw)
    try withAddress(path) { address, length in
      _ = try checked("sendto") { sendto(raw, bytes, bytes.count, Int32(MSG_DONTWAIT), address, length) }
    }
  }

  private static func withAddress(
    _ path: AbsolutePath, _ body: (UnsafePointer<sockaddr>, socklen_t) throws -> Void
  ) throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    try #require(path.string.utf8.count < MemoryLayout.size(ofValue: address.sun_path))
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.string.utf8) }
    try withUnsafePointer(to: address) { pointer in
      try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        try body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  /// The next message, waited for up to ten seconds; blocks.
  func next() throws -> String {
    var entry = pollfd(fd: descriptor.raw, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, 10_000) > 0 else { throw Silence() }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = try checked("recv") { recv(descriptor.raw, &buffer, buffer.count, 0) }
    return String(decoding: buffer[..<count], as: UTF8.self)
  }

  /// No notification came.
  struct Silence: Error {}

  /// The next message that is neither a watchdog ping nor a mere status.
  func nextState() throws -> String {
    while true {
      let message = try next()
      if !message.hasPrefix("WATCHDOG"), !message.hasPrefix("STATUS") { return message }
    }
  }
}
