import HTTPCodec
import Testing

@Suite("Control frames, RFC 6455 §5.5") struct WebSocketControlTests {
  @Test("a ping is answered with its payload", arguments: [0, 1, 125]) func ping(_ count: Int) {
    let payload = [UInt8](repeating: 0xFE, count: count)
    let transcript = transcript([WireFrame(opcode: 9, payload: payload), .text("a")])
    #expect(transcript.seen == [.ping, .text("a")])
    #expect(transcript.output == WireFrame(opcode: 10, payload: payload).unmasked.bytes)
  }

  @Test("a client masks its pong") func maskedPong() {
    let key = WireFrame.key.withUnsafeBytes { $0.load(as: UInt32.self) }
    let transcript = transcript([WireFrame(opcode: 9, payload: [1, 2, 3]).unmasked], role: .client(.fixed(key)))
    #expect(transcript.output == WireFrame(opcode: 10, payload: [1, 2, 3]).bytes)
  }

  @Test("an unsolicited pong is reported and not answered") func pong() {
    let transcript = transcript([WireFrame(opcode: 10, payload: [7, 8])])
    #expect(transcript == WebSocketTranscript(seen: [.pong([7, 8])]))
  }

  @Test("control frames are neither fragmented nor long", arguments: [8, 9, 10] as [UInt8])
  func malformed(_ opcode: UInt8) {
    #expect(transcript([WireFrame(opcode: opcode, isFinal: false)]).seen == [.failed(.fragmentedControlFrame)])
    let long = WireFrame(opcode: opcode, payload: [UInt8](repeating: 3, count: 126))
    #expect(transcript([long]).seen == [.failed(.longControlFrame)])
  }
}
