import HTTPCodec

/// Frames from a stranger, for either end of a connection.
enum WebSocketInput {
  /// Smaller than the usual limit, so that a fuzzer reaches it.
  private static let limits = WebSocketLimits(message: 1024)

  static func server(_ bytes: [UInt8]) -> String? { finding(in: bytes, role: .server) }

  static func client(_ bytes: [UInt8]) -> String? { finding(in: bytes, role: .client(.fixed(0x0102_0304))) }

  private static func finding(in bytes: [UInt8], role: WebSocketRole) -> String? {
    var oversized: String?
    let difference = Arrival.difference(bytes) { arrival in
      var machine = WebSocketMachine(role: role, limits: limits)
      var (transcript, output, isOver) = (Transcript(), [UInt8](), false)
      for piece in arrival.pieces where !isOver {
        lend(piece) { window in
          while !isOver, let line = next(&machine, &window, &output, &isOver) {
            if line.utf8.count > 4 * limits.message + 64 { oversized = "an event of \(line.utf8.count) bytes" }
            transcript.add(line)
          }
        }
      }
      transcript.add("\(output)")
      return transcript.bytes
    }
    return oversized ?? difference
  }

  /// The next event as a line; nil when the window is used up.
  private static func next(
    _ machine: inout WebSocketMachine, _ window: inout ByteWindow, _ output: inout [UInt8], _ isOver: inout Bool
  ) -> String? {
    switch machine.received(&window, output: &output) {
    case .needsMore: return nil
    case .text(let text):
      guard let string = String(validating: text, as: UTF8.self) else { return "text that is no text" }
      return "text \(string)"
    case .binary(let bytes): return "binary \(bytes.count) \(bytes.reduce(0) { ($0 &* 31) &+ Int($1) })"
    case .ping: return "ping"
    case .pong(let payload): return "pong \(Array(payload))"
    case .closed(let code, let reason):
      isOver = true
      return "closed \(code) \(reason)"
    case .failed(let violation):
      isOver = true
      return "failed \(violation)"
    }
  }
}
