import HTTPCodec
import Testing

@Suite("Text is UTF-8, RFC 6455 §8.1") struct UTF8ValidatorTests {
  @Test(
    "valid text of every length of sequence is taken",
    arguments: [
      "", "ascii that is longer than one machine word, and then longer than four of them", "κόσμε", "\u{80}\u{7FF}",
      "\u{800}\u{FFFF}\u{D7FF}\u{E000}", "\u{10000}\u{10FFFF}", "aé漢😀 aé漢😀 aé漢😀", "\u{0}", "12345678é2345678",
    ])
  func valid(_ text: String) {
    #expect(transcript([.text(text)]).seen == [.text(text)])
    let fragments = Array(text.utf8).enumerated().map { index, byte in
      WireFrame(opcode: index == 0 ? 1 : 0, payload: [byte], isFinal: index == text.utf8.count - 1)
    }
    #expect(transcript(fragments).seen == (text.isEmpty ? [] : [.text(text)]))
  }

  @Test(
    "invalid text fails with 1007",
    arguments: [
      [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
      [0xE2, 0x82],
      [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80],
      [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0xFF],
    ] as [[UInt8]])
  func invalid(_ payload: [UInt8]) {
    let transcript = transcript([WireFrame(opcode: 1, payload: payload), .text("later")])
    #expect(transcript.seen == [.failed(.textIsNotUTF8)])
    #expect(transcript.output == closeFrame(.invalidPayloadData))
  }

  @Test("the first wrong byte fails at once, though the frame is not complete") func early() {
    var machine = WebSocketMachine(role: .server)
    var transcript = WebSocketTranscript()
    let bytes = WireFrame(opcode: 1, payload: [0x61, 0xF4, 0x90, 0x80, 0x80, 0x61]).bytes
    transcript.run(&machine, [Array(bytes.prefix(6 + 2))])
    #expect(transcript.seen == [])
    transcript.run(&machine, [[bytes[8]]])
    #expect(transcript.seen == [.failed(.textIsNotUTF8)])
  }

  @Test("so does a wrong byte in a fragment before the last") func earlyFragment() {
    #expect(transcript([WireFrame(opcode: 1, payload: [0xFF], isFinal: false)]).seen == [.failed(.textIsNotUTF8)])
  }

  @Test("a message may not end inside a character") func unfinished() {
    let frames = [WireFrame(opcode: 1, payload: [0xE2], isFinal: false), WireFrame(opcode: 0, payload: [0x82])]
    #expect(transcript(frames).seen == [.failed(.textIsNotUTF8)])
  }

  @Test("binary messages are not looked into") func binary() {
    #expect(transcript([WireFrame(opcode: 2, payload: [0xFF])]).seen == [.binary([0xFF])])
  }
}
