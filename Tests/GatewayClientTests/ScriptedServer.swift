import CLinux
import Glibc
import HTTPCodec
import JSON
import Platform
import Testing

/// A server on a free port of loopback that serves one connection after another by a script, on a thread of its own.
final class ScriptedServer: Sendable {
  let port: Int
  private let listener: Int32

  /// Listens, and hands each accepted connection to the next script.
  ///
  /// When there are no more the port is closed.
  init(_ scripts: [@Sendable (ScriptedConnection) -> Void]) throws {
    listener = try checked("socket") { socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    port = try withUnsafeMutablePointer(to: &address) { pointer in
      try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        try checked("bind") { bind(listener, address, length) }
        try checked("listen") { listen(listener, 8) }
        try checked("getsockname") { getsockname(listener, address, &length) }
      }
      return Int(UInt16(bigEndian: pointer.pointee.sin_port))
    }
    let work: @Sendable () -> Void = {
      for script in scripts {
        let descriptor = accept4(listener, nil, nil, Int32(SOCK_CLOEXEC.rawValue))
        guard descriptor >= 0 else { break }
        script(ScriptedConnection(descriptor))
        close(descriptor)
      }
      close(listener)
    }
    // Started right away; the thread ends with its scripts.
    _ = Gathering(deadline: .after(.seconds(60))).start(work)
  }
}

/// The server's end of one connection, blocking.
final class ScriptedConnection {
  private let descriptor: Int32
  private var machine = WebSocketMachine(role: .server, limits: WebSocketLimits(message: 1 << 20))
  private var received: [UInt8] = []

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  func write(_ text: String) { write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) { _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }

  /// Reads up to the empty line that ends a request's fields.
  func readRequest() { while received.firstRange(of: Array("\r\n\r\n".utf8)) == nil, receive() {} }

  /// Reads the opening handshake and accepts it.
  func upgrade() {
    readRequest()
    var parser = HTTPRequestParser()
    received.withUnsafeMutableBytes { bytes in
      var window = ByteWindow(bytes)
      if case .head(let request) = parser.received(&window), case .accept(let response) = ServerHandshake.check(request)
      {
        var output: [UInt8] = []
        response.append(to: &output)
        write(output)
      }
    }
    received = []
  }

  func send(_ message: JSONValue) {
    var output: [UInt8] = []
    message.encoded().withUnsafeBytes { machine.sendText($0, output: &output) }
    write(output)
  }

  func close(_ code: UInt16, _ reason: String) {
    var output: [UInt8] = []
    machine.close(CloseCode(rawValue: code), reason: reason, output: &output)
    write(output)
  }

  /// The next message; nil at the end.
  func next() -> JSONValue? {
    while true {
      var output: [UInt8] = []
      var message: JSONValue?
      received.withUnsafeMutableBytes { bytes in
        var window = ByteWindow(bytes)
        if case .text(let text) = machine.received(&window, output: &output) {
          message = try? JSONReader.read(UnsafeRawBufferPointer(text))
        }
      }
      received = []
      if let message { return message }
      guard receive() else { return nil }
    }
  }

  /// Waits until the client has closed its end.
  func waitForEnd() { while receive() {} }

  private func receive() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 16384)
    let count = recv(descriptor, &chunk, chunk.count, 0)
    if count > 0 { received.append(contentsOf: chunk[..<count]) }
    return count > 0
  }
}

extension ScriptedConnection {
  /// Upgrades, reads `connect`, and says hello.
  func sayHello() {
    upgrade()
    send(["type": "event", "event": "connect.challenge", "payload": ["nonce": "n", "ts": 1]])
    guard let request = next(), let id = request["id"] else { return }
    send(["type": "res", "id": id, "ok": true, "payload": Self.hello])
  }

  /// Upgrades, reads `connect`, and refuses it.
  func refuse(_ error: JSONValue, close code: UInt16 = 1008) {
    upgrade()
    guard let request = next(), let id = request["id"] else { return }
    send(["type": "res", "id": id, "ok": false, "error": error])
    close(code, "refused")
  }

  static let hello: JSONValue = [
    "type": "hello-ok", "protocol": 3, "server": ["version": "2026.2.0", "connId": "c", "later": 1],
    "features": ["methods": ["health"], "events": []],
    "snapshot": ["presence": [], "health": [:], "stateVersion": ["presence": 1, "health": 1], "uptimeMs": 5],
    "policy": ["maxPayload": 1, "maxBufferedBytes": 2, "tickIntervalMs": 30000], "later": true,
  ]
}
