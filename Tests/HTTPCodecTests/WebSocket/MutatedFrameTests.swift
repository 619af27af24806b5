import HTTPCodec
import TestSupport
import Testing

@Suite("Damaged WebSocket frames") struct MutatedFrameTests {
  private static let frames = [
    WireFrame.text("héllo"), WireFrame(opcode: 9, payload: [1, 2]), .text("wör", isFinal: false), WireFrame(opcode: 10),
    .continuation("ld", isFinal: true), WireFrame(opcode: 2, payload: [UInt8](repeating: 5, count: 130)),
    .close(1000, "bye"),
  ].flatMap(\.bytes)

  @Test("are judged the same however they arrive", arguments: 0..<150) func damaged(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bytes = Self.frames
    for _ in 0...Int.random(in: 0..<3, using: &random) {
      bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    }
    let transcript = same(everySplit(of: bytes)) { pieces in
      var machine = WebSocketMachine(role: .server, limits: WebSocketLimits(message: 200))
      var transcript = WebSocketTranscript()
      transcript.run(&machine, pieces)
      return transcript
    }
    #expect(transcript.seen.filter(\.isFinal).count <= 1)
  }
}

extension WebSocketSeen {
  /// Whether the connection ends with it.
  fileprivate var isFinal: Bool {
    switch self {
    case .closed, .failed: true
    case .text, .binary, .ping, .pong: false
    }
  }
}
