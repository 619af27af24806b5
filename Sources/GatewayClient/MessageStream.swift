import GatewayProtocol
import HTTPCodec
import JSON
import Platform

/// Whole messages over a connected stream: the client's half of the WebSocket, blocking, always under a deadline.
struct MessageStream: ~Copyable {
  private let address: GatewayAddress
  private let stream: SocketStream
  private var machine = WebSocketMachine(role: .client(.random), limits: WebSocketLimits(message: 32 << 20))
  private let buffer = ReadBuffer(capacity: 64 << 10)
  /// What was read and is not consumed yet; it lies in the buffer.
  private var unread = ByteWindow(start: nil, count: 0)
  private(set) var hasEnded = false

  /// Asks for the upgrade on a fresh connection and waits for it.
  ///
  /// - Throws: `notAGateway` when something else answers.
  init(
    upgrading stream: consuming SocketStream, to address: GatewayAddress, deadline: Deadline
  ) throws(GatewayClientError) {
    self.address = address
    self.stream = stream
    let handshake = ClientHandshake(nonce: RandomBytes.make(16))
    guard let target = RequestTarget(address.target) else {
      throw .badAddress(address.description, reason: "its path is not valid")
    }
    var request: [UInt8] = []
    handshake.request(target, authority: "\(address.bracketedHost):\(address.port)").append(to: &request)
    try send(request, waitingFor: .upgrade, deadline)
    let response = try receiveResponse(deadline)
    do throws(ClientHandshake.Refusal) { try handshake.check(response) } catch {
      throw .notAGateway(address, reason: error.explanation)
    }
  }

  /// Sends one text message.
  mutating func send(_ message: JSONValue, deadline: Deadline) throws(GatewayClientError) {
    var output: [UInt8] = []
    message.encoded().withUnsafeBytes { machine.sendText($0, output: &output) }
    try send(output, waitingFor: .response, deadline)
  }

  /// The next message.
  ///
  /// Control frames are answered on the way.
  mutating func receive(
    _ stage: GatewayClientError.Stage, deadline: Deadline
  ) throws(GatewayClientError) -> JSONValue {
    while true {
      var output: [UInt8] = []
      let found = next(&output)
      if !output.isEmpty { try send(output, waitingFor: stage, deadline) }
      switch found {
      case .message(let bytes): return try read(bytes)
      case .nothing: continue
      case .needsMore: try fill(stage, deadline)
      case .malformed(let reason): throw .notAGateway(address, reason: reason)
      case .closed(let code, let reason):
        hasEnded = true
        throw .closed(code: code, reason: reason)
      }
    }
  }

  /// Says goodbye without waiting, for the answer or for room: the connection ends either way.
  mutating func close() {
    guard !hasEnded else { return }
    hasEnded = true
    var output: [UInt8] = []
    machine.close(.normalClosure, output: &output)
    stream.offer(output)
  }

  private enum Found {
    case needsMore
    case nothing
    /// The bytes are valid until the machine's next call.
    case message(UnsafeRawBufferPointer)
    case malformed(String)
    case closed(code: UInt16, reason: String)
  }

  private mutating func next(_ output: inout [UInt8]) -> Found {
    switch machine.received(&unread, output: &output) {
    case .needsMore: .needsMore
    case .ping, .pong: .nothing
    case .text(let bytes), .binary(let bytes): .message(UnsafeRawBufferPointer(bytes))
    case .closed(let code, let reason): .closed(code: code.rawValue, reason: reason)
    case .failed(let violation): .malformed("it broke the WebSocket protocol (\(violation))")
    }
  }

  private func read(_ bytes: UnsafeRawBufferPointer) throws(GatewayClientError) -> JSONValue {
    do throws(JSONError) { return try JSONReader.read(bytes) } catch {
      throw .notAGateway(address, reason: "it sent malformed JSON (\(error))")
    }
  }

  private mutating func receiveResponse(_ deadline: Deadline) throws(GatewayClientError) -> HTTPResponse {
    var parser = HTTPResponseParser(answering: "GET")
    var response: HTTPResponse?
    while true {
      switch parser.received(&unread) {
      case .head(let head): response = head
      case .end:
        if let response, !response.status.isInformational || response.status == .switchingProtocols { return response }
      case .needsMore: try fill(.upgrade, deadline)
      case .content: continue
      case .refused: throw .notAGateway(address, reason: "it does not speak HTTP")
      }
    }
  }

  private func send(
    _ bytes: [UInt8], waitingFor stage: GatewayClientError.Stage, _ deadline: Deadline
  ) throws(GatewayClientError) {
    do throws(SocketStream.Failure) { try stream.send(bytes, deadline: deadline) } catch {
      throw GatewayClientError(error, at: stage, address)
    }
  }

  private mutating func fill(
    _ stage: GatewayClientError.Stage, _ deadline: Deadline
  ) throws(GatewayClientError) {
    let count: Int
    do throws(SocketStream.Failure) {
      count = try stream.receive(into: buffer.bytes, deadline: deadline)
    } catch {
      throw GatewayClientError(error, at: stage, address)
    }
    guard count > 0 else {
      hasEnded = true
      throw .closed(code: 1006, reason: "")
    }
    unread = ByteWindow(rebasing: buffer.bytes[..<count])
  }
}

/// Memory that a stream reads into.
private final class ReadBuffer {
  let bytes: UnsafeMutableRawBufferPointer

  init(capacity: Int) { bytes = .allocate(byteCount: capacity, alignment: 16) }

  deinit { bytes.deallocate() }
}

extension ClientHandshake.Refusal {
  /// What was seen, for people.
  fileprivate var explanation: String {
    switch self {
    case .status(let status): "it answered the upgrade with HTTP status \(status.rawValue)"
    case .upgrade, .connection, .accept, .extension, .subprotocol: "it answered the upgrade with a wrong handshake"
    }
  }
}
