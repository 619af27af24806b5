import HTTPCodec
import Testing

@Suite("Framing, RFC 6455 §5.2") struct WebSocketFramingTests {
  @Test("the examples of §5.7 are read") func examples() {
    let masked: [UInt8] = [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58]
    #expect(WireFrame.text("Hello").bytes == masked)
    #expect(transcript([.text("Hello")]).seen == [.text("Hello")])
    let fragments = [WireFrame.text("Hel", isFinal: false).unmasked, .continuation("lo", isFinal: true).unmasked]
    #expect(transcript(fragments, role: .client(.random)).seen == [.text("Hello")])
  }

  @Test("payloads of every length class are read", arguments: [0, 1, 7, 8, 9, 31, 32, 33, 125, 126, 127, 300])
  func lengths(_ count: Int) {
    let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    #expect(transcript([WireFrame(opcode: 2, payload: payload)]).seen == [.binary(payload)])
  }

  @Test("so are long ones, whole and in pieces", arguments: [65535, 65536, 100_000]) func long(_ count: Int) {
    let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let bytes = WireFrame(opcode: 2, payload: payload).bytes
    for cut in [0, 1, 3, 9, 13, 14, 15, 5000, count] {
      var machine = WebSocketMachine(role: .server)
      var transcript = WebSocketTranscript()
      transcript.run(&machine, [Array(bytes[..<cut]), Array(bytes[cut...])])
      #expect(transcript.seen == [.binary(payload)], "cut at \(cut)")
    }
  }

  @Test("frames that arrive together are told apart") func batch() {
    let seen = transcript([.text("a"), .text(""), WireFrame(opcode: 2, payload: [0]), .text("b")]).seen
    #expect(seen == [.text("a"), .text(""), .binary([0]), .text("b")])
  }

  @Test(
    "what §5.2 forbids fails the connection with 1002",
    arguments: [
      (WireFrame(opcode: 1, reserved: 1), WebSocketViolation.reservedBits),
      (WireFrame(opcode: 1, reserved: 2), .reservedBits),
      (WireFrame(opcode: 1, reserved: 4), .reservedBits), (WireFrame(opcode: 9, reserved: 4), .reservedBits),
      (WireFrame(opcode: 1, payload: [0x61], lengthBytes: 2), .lengthNotMinimal),
      (WireFrame(opcode: 1, lengthBytes: 8), .lengthNotMinimal),
      (WireFrame(opcode: 1, lengthBytes: 8, claimedLength: 0xFFFF), .lengthNotMinimal),
      (WireFrame(opcode: 1, lengthBytes: 2, claimedLength: 125), .lengthNotMinimal),
      (WireFrame(opcode: 1, lengthBytes: 8, claimedLength: 1 << 63), .lengthOutOfRange),
      (WireFrame(opcode: 1).unmasked, .unmaskedFrame), (WireFrame(opcode: 9).unmasked, .unmaskedFrame),
    ])
  func forbidden(_ frame: WireFrame, _ violation: WebSocketViolation) {
    let transcript = transcript([.text("a"), frame, .text("b")])
    #expect(transcript.seen == [.text("a"), .failed(violation)])
    #expect(transcript.output == closeFrame(.protocolError))
  }

  @Test("reserved opcodes fail the connection", arguments: [3, 4, 5, 6, 7, 0xB, 0xC, 0xD, 0xE, 0xF] as [UInt8])
  func reservedOpcodes(_ opcode: UInt8) {
    #expect(transcript([WireFrame(opcode: opcode)]).seen == [.failed(.reservedOpcode)])
  }

  @Test("a client refuses a masked frame") func maskedFromServer() {
    let transcript = transcript([.text("a")], role: .client(.fixed(0)))
    #expect(transcript.seen == [.failed(.maskedFrame)])
    #expect(transcript.output == [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xEA])
  }

  @Test("a message beyond the limit fails with 1009 as soon as its length is known") func tooBig() {
    let announced = WireFrame(opcode: 1, claimedLength: 11)
    #expect(transcript([announced], limit: 10).seen == [.failed(.messageTooBig)])
    #expect(transcript([announced], limit: 10).output == closeFrame(.messageTooBig))
    #expect(transcript([WireFrame(opcode: 1, claimedLength: 1 << 40)]).seen == [.failed(.messageTooBig)])
    #expect(transcript([.text("0123456789")], limit: 10).seen == [.text("0123456789")])
  }
}
