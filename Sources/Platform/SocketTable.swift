import CLinux
import Glibc

/// The kernel's table of TCP sockets, read in pieces of any size: `proc_net_tcp` of the kernel's documentation.
struct SocketTable {
  enum Progress: Hashable {
    case wantsMore
    /// The rest holds no listener: "It will first list all listening TCP sockets, and next list all established TCP
    /// connections."
    case complete
    /// This row, counted from the heading as 0, is not of the documented form.
    case malformed(row: Int)
    case tooLong
  }

  /// The longest row and the most listeners that are accepted.
  struct Limits {
    var rowLength = 512
    var rows = 100_000
  }

  private(set) var listeners: [ListeningSocket] = []
  private let ports: Set<Port>?
  private let limits: Limits
  private var row: [UInt8] = []
  private var rowNumber = 0
  private var progress = Progress.wantsMore

  /// Keeps the listeners on these ports, or on all.
  init(ports: Set<Port>? = nil, limits: Limits = Limits()) {
    self.ports = ports
    self.limits = limits
  }

  mutating func received(_ bytes: some Sequence<UInt8>) -> Progress {
    for byte in bytes where progress == .wantsMore {
      if byte == UInt8(ascii: "\n") { endRow() } else { row.append(byte) }
      if row.count > limits.rowLength { progress = .malformed(row: rowNumber) }
    }
    return progress
  }

  /// The table has ended, which it does only after a whole row.
  mutating func ended() -> Progress {
    if progress == .wantsMore { progress = row.isEmpty && rowNumber > 0 ? .complete : .malformed(row: rowNumber) }
    return progress
  }

  private mutating func endRow() {
    if rowNumber > 0 { progress = take(String(decoding: row, as: UTF8.self).split(separator: " ")) }
    row.removeAll(keepingCapacity: true)
    rowNumber += 1
    if rowNumber > limits.rows { progress = .tooLong }
  }

  /// Columns: number, local address, remote address, state, queues, timer, retransmits, user, timeout, inode.
  private mutating func take(_ fields: [Substring]) -> Progress {
    guard fields.count >= 10, let state = UInt32(fields[3], radix: 16) else { return .malformed(row: rowNumber) }
    guard state == TCP_LISTEN else { return .complete }
    let local = fields[1].split(separator: ":")
    guard local.count == 2, let port = UInt16(local[1], radix: 16).flatMap({ Port(Int($0)) }),
      let address = Self.address(local[0]), let userID = UInt32(fields[7]), let inode = UInt64(fields[9])
    else { return .malformed(row: rowNumber) }
    if ports?.contains(port) ?? true {
      listeners.append(ListeningSocket(port: port, address: address, userID: userID, inode: inode))
    }
    return .wantsMore
  }

  /// The kernel prints an address as one or four numbers of 32 bits, each in the byte order of the machine.
  private static func address(_ digits: Substring) -> String? {
    guard digits.utf8.count == 8 || digits.utf8.count == 32 else { return nil }
    var words: [UInt32] = []
    for start in stride(from: 0, to: digits.utf8.count, by: 8) {
      guard let word = UInt32(digits.dropFirst(start).prefix(8), radix: 16) else { return nil }
      words.append(word)
    }
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = words.count == 1 ? AF_INET : AF_INET6
    return inet_ntop(family, words, &text, socklen_t(text.count)).map { String(cString: $0) }
  }
}
