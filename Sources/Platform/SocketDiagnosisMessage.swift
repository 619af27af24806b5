import CLinux
import Glibc

/// The messages of `sock_diag(7)`: `nlmsghdr`, `inet_diag_req_v2` and `inet_diag_msg`, in the machine's byte order.
enum SocketDiagnosisMessage {
  /// What one datagram of the answer holds.
  struct Reply: Hashable {
    var listeners: [ListeningSocket] = []
    /// Whether the answer ends with it.
    var isLast = false
    /// The kernel's `errno`; 0 for none.
    var error: Int32 = 0
  }

  /// `nlmsghdr`.
  private static let headerLength = 16

  /// A request for every listener of a family.
  static func request(family: UInt8) -> [UInt8] {
    var bytes: [UInt8] = []
    append(UInt32(headerLength + 56), to: &bytes)
    append(UInt16(SOCK_DIAG_BY_FAMILY), to: &bytes)
    append(UInt16(NLM_F_REQUEST | NLM_F_ROOT | NLM_F_MATCH), to: &bytes)
    append(UInt32(1), to: &bytes)
    append(UInt32(0), to: &bytes)
    bytes += [family, UInt8(IPPROTO_TCP), 0, 0]
    append(UInt32(1) << TCP_LISTEN, to: &bytes)
    return bytes + [UInt8](repeating: 0, count: 48)
  }

  /// Reads one datagram; what is cut off or not of the documented form ends it with an error.
  static func read(_ datagram: ArraySlice<UInt8>) -> Reply {
    var reply = Reply()
    var rest = datagram
    while rest.count >= headerLength {
      let length = Int(number(UInt32.self, in: rest, at: 0))
      guard length >= headerLength, length <= rest.count else { break }
      let content = rest.dropFirst(headerLength).prefix(length - headerLength)
      switch Int32(number(UInt16.self, in: rest, at: 4)) {
      case NLMSG_DONE: reply.isLast = true
      case NLMSG_ERROR: reply.error = content.count >= 4 ? -number(Int32.self, in: content, at: 0) : EBADMSG
      default: listener(content).map { reply.listeners.append($0) }
      }
      rest = rest.dropFirst((length + 3) & ~3)
    }
    if !rest.isEmpty && reply.error == 0 { reply.error = EBADMSG }
    return reply
  }

  /// `inet_diag_msg`: family, state, two bytes, ports in network order, two addresses, …, user id and inode at its end.
  private static func listener(_ message: ArraySlice<UInt8>) -> ListeningSocket? {
    guard message.count >= 72, let family = message.first,
      let port = Port(Int(UInt16(bigEndian: number(UInt16.self, in: message, at: 4))))
    else { return nil }
    guard let address = address(message.dropFirst(8).prefix(family == UInt8(AF_INET6) ? 16 : 4)) else { return nil }
    return ListeningSocket(
      port: port, address: address, userID: number(UInt32.self, in: message, at: 64),
      inode: UInt64(number(UInt32.self, in: message, at: 68)))
  }

  /// An address of 4 or 16 bytes as text: `inet_ntop(3)`.
  private static func address(_ bytes: ArraySlice<UInt8>) -> String? {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = bytes.count == 4 ? AF_INET : AF_INET6
    return bytes.withUnsafeBytes { inet_ntop(family, $0.baseAddress, &text, socklen_t(text.count)) }
      .map { String(cString: $0) }
  }

  private static func append<Number: FixedWidthInteger>(_ value: Number, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value) { bytes += $0 }
  }

  private static func number<Number: FixedWidthInteger>(
    _: Number.Type, in bytes: ArraySlice<UInt8>, at offset: Int
  ) -> Number {
    bytes.dropFirst(offset).prefix(MemoryLayout<Number>.size).withUnsafeBytes { $0.loadUnaligned(as: Number.self) }
  }
}
