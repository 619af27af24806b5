import TestSupport
import Testing

@Suite("Damaged HTTP messages") struct MutatedMessageTests {
  private static let requests =
    "GET /a?b HTTP/1.1\r\nHost: h\r\n\r\nPOST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
    + "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3;x\r\nabc\r\n0\r\nT: u\r\n\r\n"

  private static let responses =
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"
    + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x\r\nabc\r\n0\r\nT: u\r\n\r\n"

  @Test("are judged the same however they arrive", arguments: 0..<60) func requests(_ seed: UInt64) {
    let seen = transcript(damaged(Self.requests, seed))
    #expect(seen.filter { if case .refused = $0 { true } else { false } }.count <= 1)
  }

  @Test("so are responses", arguments: 0..<60) func responses(_ seed: UInt64) {
    let seen = transcript(answering: "GET", damaged(Self.responses, seed), thenClosed: true)
    #expect(seen.filter { if case .refused = $0 { true } else { false } }.count <= 1)
  }

  /// A few bytes replaced by others that mean something to a parser.
  private func damaged(_ text: String, _ seed: UInt64) -> String {
    var random = SeededGenerator(seed: seed)
    var bytes = Array(text.utf8)
    for _ in 0...Int.random(in: 0..<3, using: &random) {
      bytes[Int.random(in: bytes.indices, using: &random)] =
        Array("\r\n :;,09aZ\t\u{0}\u{7F}".utf8).randomElement(using: &random) ?? 0
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
