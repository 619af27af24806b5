import Glibc

@testable import Platform

/// A socket that listens on a free port of 127.0.0.1 or ::1.
struct LoopbackListener: ~Copyable {
  let descriptor: Descriptor
  let port: Port

  init(_ family: Int32) throws {
    let listener = Descriptor(taking: try checked("socket") { socket(family, Self.kind, 0) })
    let raw = listener.raw
    var address = Self.address(family, port: 0)
    var length = socklen_t(address.count)
    try Self.lend(&address) { pointer in _ = try checked("bind") { bind(raw, pointer, length) } }
    try checked("listen") { listen(raw, 8) }
    try Self.lend(&address) { pointer in _ = try checked("getsockname") { getsockname(raw, pointer, &length) } }
    guard let bound = Port(Int(address[2]) << 8 | Int(address[3])) else {
      throw SystemError(code: EADDRNOTAVAIL, call: "getsockname")
    }
    descriptor = listener
    port = bound
  }

  /// Opens a connection and closes it, our end first, which leaves it in TIME_WAIT.
  func leaveTimeWait() throws {
    let client = Descriptor(taking: try checked("socket") { socket(AF_INET, Self.kind, 0) })
    var address = Self.address(AF_INET, port: port.number)
    let length = socklen_t(address.count)
    try Self.lend(&address) { pointer in _ = try checked("connect") { connect(client.raw, pointer, length) } }
    let raw = descriptor.raw
    let accepted = Descriptor(taking: try checked("accept") { accept(raw, nil, nil) })
    _ = consume accepted
    _ = consume client
  }

  private static let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)

  /// `sockaddr_in` or `sockaddr_in6` of the loopback address.
  private static func address(_ family: Int32, port: Int) -> [UInt8] {
    let head = withUnsafeBytes(of: UInt16(family), Array.init) + [UInt8(port >> 8), UInt8(port & 255)]
    let zeros = [UInt8](repeating: 0, count: 19)
    return family == AF_INET ? head + [127, 0, 0, 1] + zeros.prefix(8) : head + zeros + [1, 0, 0, 0, 0]
  }

  private static func lend(
    _ address: inout [UInt8], _ body: (UnsafeMutablePointer<sockaddr>) throws -> Void
  ) throws {
    try address.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      try body(base.assumingMemoryBound(to: sockaddr.self))
    }
  }
}
