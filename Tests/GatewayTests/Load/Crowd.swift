import CLinux
import Glibc
import HTTPCodec
import JSON
import Platform
import TestSupport
import Testing

/// Many connections to one gateway, held with as little as there is to a connection: a socket.
final class Crowd {
  private let port: Int
  private(set) var sockets: [Int32] = []

  init(port: Int) { self.port = port }

  deinit { leave() }

  /// Closes every connection.
  func leave() {
    for socket in sockets { close(socket) }
    sockets = []
  }

  /// Opens connections, each of which sends some bytes and reads nothing.
  ///
  /// - Parameter isNarrow: whether the kernel is to hold as little as it can of what comes back, on either side.
  func join(_ count: Int, sending bytes: [UInt8] = [], isNarrow: Bool = false) throws {
    for _ in 0..<count {
      let raw = try checked("socket") { socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0) }
      sockets.append(raw)
      if isNarrow {
        set(SOL_SOCKET, SO_RCVBUF, 4096, raw)
        set(Int32(IPPROTO_TCP), TCP_MAXSEG, 536, raw)
      }
      var patience = timeval(tv_sec: 20, tv_usec: 0)
      setsockopt(raw, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
      try connect(raw)
      if !bytes.isEmpty { try checked("send") { send(raw, bytes, bytes.count, Int32(MSG_NOSIGNAL)) } }
    }
  }

  private func set(_ level: Int32, _ option: Int32, _ value: Int32, _ raw: Int32) {
    var value = value
    setsockopt(raw, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
  }

  private func connect(_ raw: Int32) throws(SystemError) {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    try withUnsafePointer(to: address) { (pointer) throws(SystemError) in
      try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { (pointer) throws(SystemError) in
        _ = try checked("connect") { Glibc.connect(raw, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) }
      }
    }
  }

  /// Waits until every connection has been told a text.
  func awaitAll(_ text: String) throws {
    for socket in sockets {
      var received: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 4096)
      while received.firstRange(of: Array(text.utf8)) == nil {
        let count = recv(socket, &chunk, chunk.count, 0)
        try #require(count > 0, "connection \(socket) ended or was silent after \(received.count) bytes")
        received += chunk[..<count]
      }
    }
  }

  /// What a client sends to be admitted, all in one piece.
  ///
  /// - Parameter mode: `cli` for clients that nobody is told of.
  static func admission(mode: String = "cli") -> [UInt8] {
    let client: JSONValue = ["id": "test", "version": "1", "platform": "linux", "mode": .string(mode)]
    let parameters = ConnectRequest.parameters(["client": client])
    let machine = WebSocketMachine(role: .client(.fixed(0x0403_0201)))
    var bytes = Array(WirePeer.upgradeRequest().utf8)
    Array(ConnectRequest.text(parameters).utf8).withUnsafeBytes { machine.sendText($0, output: &bytes) }
    return bytes
  }

  /// Raises this process's own limit of descriptors; how many there may be.
  static func raiseDescriptorLimit() -> Int {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return Int(clamping: limit.rlim_cur)
  }
}
