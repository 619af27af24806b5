import HTTPCodec
import Testing

@Suite("Fragmentation, RFC 6455 §5.4") struct WebSocketFragmentationTests {
  @Test("fragments are joined, empty ones among them") func joined() {
    let frames = [
      WireFrame.text("", isFinal: false), .continuation("ab", isFinal: false), .continuation("", isFinal: false),
      .continuation("c", isFinal: true), .text("d"),
    ]
    #expect(transcript(frames).seen == [.text("abc"), .text("d")])
  }

  @Test("binary fragments are joined too") func binary() {
    let frames = [
      WireFrame(opcode: 2, payload: [0xFF], isFinal: false), WireFrame(opcode: 0, payload: [0xC0], isFinal: true),
    ]
    #expect(transcript(frames).seen == [.binary([0xFF, 0xC0])])
  }

  @Test("control frames between fragments are answered at once") func interleaved() {
    let frames = [
      WireFrame.text("a", isFinal: false), WireFrame(opcode: 9, payload: [1]), .continuation("b", isFinal: false),
      WireFrame(opcode: 10, payload: [2]), .continuation("c", isFinal: true),
    ]
    let transcript = transcript(frames)
    #expect(transcript.seen == [.ping, .pong([2]), .text("abc")])
    #expect(transcript.output == WireFrame(opcode: 10, payload: [1]).unmasked.bytes)
  }

  @Test(
    "frames in the wrong order fail the connection",
    arguments: [
      ([WireFrame.continuation("a", isFinal: true)], WebSocketViolation.continuationOfNothing),
      ([.continuation("a", isFinal: false)], .continuationOfNothing),
      ([.text("a", isFinal: false), .text("b")], .messageInsideMessage),
      ([.text("a", isFinal: false), WireFrame(opcode: 2)], .messageInsideMessage),
      (
        [.text("a", isFinal: false), .continuation("b", isFinal: true), .continuation("c", isFinal: true)],
        .continuationOfNothing
      ),
    ])
  func disorder(_ frames: [WireFrame], _ violation: WebSocketViolation) {
    #expect(transcript(frames).seen.last == .failed(violation))
    #expect(transcript(frames).output == closeFrame(.protocolError))
  }

  @Test("the limit counts all fragments together") func limit() {
    let fits = [WireFrame.text("12345", isFinal: false), .continuation("67890", isFinal: true)]
    #expect(transcript(fits, limit: 10).seen == [.text("1234567890")])
    #expect(transcript(fits + fits, limit: 10).seen.count == 2)
    let exceeds = [WireFrame.text("12345", isFinal: false), .continuation("678901", isFinal: true)]
    #expect(transcript(exceeds, limit: 10).seen == [.failed(.messageTooBig)])
  }
}
