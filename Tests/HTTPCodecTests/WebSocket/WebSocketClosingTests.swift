import HTTPCodec
import Testing

@Suite("Closing, RFC 6455 §5.5.1 and §7") struct WebSocketClosingTests {
  @Test("the peer's close is answered with its code, and what follows is ignored") func answered() {
    let transcript = transcript([.close(1000, "bye"), .text("a"), WireFrame(opcode: 3)])
    #expect(transcript.seen == [.closed(.normalClosure, "bye")])
    #expect(transcript.output == closeFrame(.normalClosure))
  }

  @Test("a close without a code is answered without one") func noCode() {
    let transcript = transcript([WireFrame(opcode: 8)])
    #expect(transcript.seen == [.closed(.noStatusReceived, "")])
    #expect(transcript.output == [0x88, 0])
  }

  @Test(
    "codes that peers may use are taken",
    arguments: [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999]
      as [UInt16])
  func allowed(_ code: UInt16) {
    #expect(transcript([.close(code)]).seen == [.closed(CloseCode(rawValue: code), "")])
  }

  @Test(
    "all others fail the connection",
    arguments: [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535] as [UInt16])
  func forbidden(_ code: UInt16) {
    let transcript = transcript([.close(code)])
    #expect(transcript.seen == [.failed(.closeCodeNotAllowed)])
    #expect(transcript.output == closeFrame(.protocolError))
  }

  @Test("half a code fails the connection") func oneByte() {
    #expect(transcript([WireFrame(opcode: 8, payload: [3])]).seen == [.failed(.closePayloadOfOneByte)])
  }

  @Test("a reason that is not UTF-8 fails with 1007") func badReason() {
    let transcript = transcript([WireFrame(opcode: 8, payload: [0x03, 0xE8, 0xC3])])
    #expect(transcript.seen == [.failed(.closeReasonIsNotUTF8)])
    #expect(transcript.output == closeFrame(.invalidPayloadData))
  }

  @Test("after our close, messages are dropped until the peer's close completes the handshake") func ourClose() {
    var machine = WebSocketMachine(role: .server)
    var transcript = WebSocketTranscript()
    machine.close(.serviceRestart, reason: "service restart", output: &transcript.output)
    machine.close(.goingAway, output: &transcript.output)
    machine.sendText(output: &transcript.output) { $0 += [0x61] }
    let isOpen = machine.isOpen
    #expect(!isOpen)
    let frames = [WireFrame.text("late"), WireFrame(opcode: 9), .text("x", isFinal: false), .close(1012)]
    transcript.run(&machine, [frames.flatMap(\.bytes)])
    #expect(transcript.seen == [.closed(.serviceRestart, "")])
    #expect(transcript.output == WireFrame.close(1012, "service restart").unmasked.bytes)
  }

  @Test("a violation after our close sends no second close frame") func violationAfterClose() {
    var machine = WebSocketMachine(role: .server)
    var transcript = WebSocketTranscript()
    machine.close(.normalClosure, output: &transcript.output)
    transcript.run(&machine, [WireFrame(opcode: 3).bytes])
    #expect(transcript.seen == [.failed(.reservedOpcode)])
    #expect(transcript.output == closeFrame(.normalClosure))
  }

  @Test("a long reason is cut between characters", arguments: [(122, 122), (123, 122), (124, 122), (300, 122)])
  func longReason(_ count: Int, _ kept: Int) {
    let reason = String(repeating: "é", count: count / 2)
    var machine = WebSocketMachine(role: .server)
    var output: [UInt8] = []
    machine.close(.policyViolation, reason: reason, output: &output)
    #expect(output == WireFrame.close(1008, String(repeating: "é", count: kept / 2)).unmasked.bytes)
  }

  @Test(
    "every violation has one close code",
    arguments: [
      (WebSocketViolation.messageTooBig, CloseCode.messageTooBig), (.textIsNotUTF8, .invalidPayloadData),
      (.closeReasonIsNotUTF8, .invalidPayloadData), (.reservedBits, .protocolError), (.unmaskedFrame, .protocolError),
    ])
  func codes(_ violation: WebSocketViolation, _ code: CloseCode) {
    #expect(CloseCode(violation) == code)
  }
}
