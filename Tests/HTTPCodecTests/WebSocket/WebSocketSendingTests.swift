import HTTPCodec
import Testing

@Suite("Sending, RFC 6455 §5.2") struct WebSocketSendingTests {
  @Test("every length takes its shortest form", arguments: [0, 1, 124, 125, 126, 127, 65535, 65536, 70000])
  func lengths(_ count: Int) {
    let payload = [UInt8](repeating: 0x61, count: count)
    let expected = [9] + WireFrame(opcode: 1, payload: payload, isMasked: false).bytes
    let machine = WebSocketMachine(role: .server)
    var copied: [UInt8] = [9]
    payload.withUnsafeBytes { machine.sendText($0, output: &copied) }
    #expect(copied == expected)
    var written: [UInt8] = [9]
    machine.sendText(output: &written) { $0 += payload }
    #expect(written == expected)
  }

  @Test("a client masks what it sends, whichever way it is written", arguments: [0, 3, 125, 126, 65536])
  func masked(_ count: Int) {
    let key = WireFrame.key.withUnsafeBytes { $0.load(as: UInt32.self) }
    let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0 & 0x7F) }
    let machine = WebSocketMachine(role: .client(.fixed(key)))
    var output: [UInt8] = []
    payload.withUnsafeBytes { machine.sendBinary($0, output: &output) }
    machine.sendText(output: &output) { $0 += payload }
    #expect(output == WireFrame(opcode: 2, payload: payload).bytes + WireFrame(opcode: 1, payload: payload).bytes)
  }

  @Test("random keys differ from frame to frame") func randomKeys() {
    let machine = WebSocketMachine(role: .client(.random))
    var output: [UInt8] = []
    for _ in 0..<4 { machine.sendPing(output: &output) }
    let keys = stride(from: 0, to: output.count, by: 6).map { Array(output[$0 + 2..<$0 + 6]) }
    #expect(Set(keys).count > 1)
  }

  @Test("a ping carries at most 125 bytes") func ping() {
    var output: [UInt8] = []
    WebSocketMachine(role: .server).sendPing([UInt8](repeating: 1, count: 200), output: &output)
    #expect(output.count == 127)
    #expect(output.prefix(2) == [0x89, 125])
  }
}
