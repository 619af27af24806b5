import HTTPCodec
import JSON
import Platform
import Testing

@testable import GatewayClient

/// A client that sends exactly the bytes a test wants, and tells what came back.
final class WirePeer {
  /// What the server did next.
  enum Event: Equatable {
    case message(JSONValue)
    /// A message that is no JSON.
    case text(String)
    case closed(UInt16, String)
    /// The stream ended without a close frame.
    case ended
  }

  private let stream: SocketStream
  private var machine = WebSocketMachine(role: .client(.random), limits: WebSocketLimits(message: 1 << 26))
  private var received: [UInt8] = []
  private var hasClosed = false
  /// What came before the answer to a call, and has not been looked at.
  private var kept: [Event] = []

  init(port: Int) throws {
    let address = try #require(ResolvedAddress.numeric(host: "127.0.0.1", port: port)?.first)
    stream = try SocketStream.connected(to: address, deadline: Self.deadline)
  }

  /// A peer whose opening handshake is done and whose challenge has been read.
  static func upgraded(port: Int, fields: String = "") throws -> WirePeer {
    let peer = try WirePeer(port: port)
    try peer.send(upgradeRequest(fields))
    let head = try peer.readHead()
    try #require(head.hasPrefix("HTTP/1.1 101"), "\(head)")
    #expect(try peer.next().event == "connect.challenge")
    return peer
  }

  /// A peer that `connect` has admitted.
  static func connected(port: Int, parameters: JSONValue = ConnectRequest.parameters()) throws -> WirePeer {
    let peer = try upgraded(port: port)
    try peer.sendText(ConnectRequest.text(parameters))
    #expect(try peer.next().payload?["type"] == "hello-ok")
    return peer
  }

  static func upgradeRequest(_ fields: String = "") -> String {
    "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\(fields)\r\n"
  }

  func send(_ text: String) throws { try stream.send(Array(text.utf8), deadline: Self.deadline) }

  func sendText(_ text: String) throws {
    var output: [UInt8] = []
    Array(text.utf8).withUnsafeBytes { machine.sendText($0, output: &output) }
    try stream.send(output, deadline: Self.deadline)
  }

  func sendBinary(_ text: String) throws {
    var output: [UInt8] = []
    Array(text.utf8).withUnsafeBytes { machine.sendBinary($0, output: &output) }
    try stream.send(output, deadline: Self.deadline)
  }

  func sendPing() throws {
    var output: [UInt8] = []
    machine.sendPing(Array("hi".utf8), output: &output)
    try stream.send(output, deadline: Self.deadline)
  }

  /// Everything up to and including the empty line that ends a field section.
  func readHead() throws -> String {
    while true {
      if let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
        defer { received.removeSubrange(..<end.upperBound) }
        return String(decoding: received[..<end.upperBound], as: UTF8.self)
      }
      try #require(try receive(), "the stream ended early: \(String(decoding: received, as: UTF8.self))")
    }
  }

  /// All bytes to the end of the stream.
  func readAll() throws -> String {
    while try receive() {}
    return String(decoding: received, as: UTF8.self)
  }

  /// The next message, close or end.
  func next() throws -> Event {
    if !kept.isEmpty { return kept.removeFirst() }
    while !hasClosed {
      if let event = parse() { return event }
      guard try receive() else { return .ended }
    }
    return .ended
  }

  /// The text of the next message; nil when it is JSON, or when there is none.
  func nextText() throws -> String? {
    if case .text(let text) = try next() { text } else { nil }
  }

  private func parse() -> Event? {
    var output: [UInt8] = []
    let (event, left) = received.withUnsafeMutableBytes { bytes in
      var window = ByteWindow(bytes)
      let event = nextEvent(&window, &output)
      return (event, window.count)
    }
    received.removeFirst(received.count - left)
    if case .closed = event { hasClosed = true }
    return event
  }

  private func nextEvent(_ window: inout ByteWindow, _ output: inout [UInt8]) -> Event? {
    while true {
      switch machine.received(&window, output: &output) {
      case .text(let text):
        do { return .message(try JSONReader.read(UnsafeRawBufferPointer(text))) } catch {
          return .text(String(decoding: text, as: UTF8.self))
        }
      case .closed(let code, let reason): return .closed(code.rawValue, reason)
      case .needsMore, .failed: return nil
      case .binary, .ping, .pong: continue
      }
    }
  }

  private func receive() throws -> Bool {
    var chunk = [UInt8](repeating: 0, count: 65536)
    let count = try chunk.withUnsafeMutableBytes { bytes throws(SocketStream.Failure) in
      try stream.receive(into: bytes, deadline: Self.deadline)
    }
    received.append(contentsOf: chunk[..<count])
    return count > 0
  }

  private static var deadline: Deadline { .after(.seconds(10)) }
}

extension WirePeer.Event {
  var frame: JSONValue? { if case .message(let value) = self { value } else { nil } }
  var event: String? { frame?["event"]?.stringValue }
  var payload: JSONValue? { frame?["payload"] }
  var error: JSONValue? { frame?["error"] }
}

/// The first request of a client, as JSON.
enum ConnectRequest {
  static func parameters(_ changes: JSONObject = [:]) -> JSONValue {
    var object: JSONObject = [
      "minProtocol": 3, "maxProtocol": 3, "caps": [], "auth": ["token": .string(TestGateway.token.revealed)],
      "client": ["id": "test", "version": "1", "platform": "linux", "mode": "test"],
    ]
    for entry in changes.entries { object[entry.key] = entry.value }
    return .object(object)
  }

  static func text(_ parameters: JSONValue = parameters()) -> String {
    let request: JSONValue = ["type": "req", "id": "c", "method": "connect", "params": parameters]
    return request.text()
  }
}

extension WirePeer {
  /// A node that `connect` has admitted.
  static func node(port: Int, commands: JSONValue = ["system.which"]) throws -> WirePeer {
    try connected(
      port: port,
      parameters: ConnectRequest.parameters([
        "role": "node", "commands": commands,
        "client": ["id": "node-host", "version": "1", "platform": "linux", "mode": "node"],
      ]))
  }

  /// Sends a request.
  func ask(_ method: String, _ parameters: JSONValue = [:], id: String) throws {
    let request: JSONValue = ["type": "req", "id": .string(id), "method": .string(method), "params": parameters]
    try sendText(request.text())
  }

  /// The next answer; events before it are passed over.
  func nextAnswer() throws -> Event {
    while true {
      let event = try next()
      if event.event == nil { return event }
    }
  }

  /// Sends a request and gives the payload of its answer; what comes before the answer is kept for `next`.
  func call(_ method: String, _ parameters: JSONValue = [:]) throws -> JSONValue {
    let id = "call-\(UInt64.random(in: 0...UInt64.max))"
    try ask(method, parameters, id: id)
    var earlier: [Event] = []
    while true {
      let event = try next()
      if event.frame?["id"]?.stringValue == id {
        kept = earlier + kept
        return try #require(event.payload, "\(event)")
      }
      try #require(event != .ended, "the stream ended before \(method) was answered")
      earlier.append(event)
    }
  }
}
