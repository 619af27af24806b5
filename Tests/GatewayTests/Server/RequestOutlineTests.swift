import JSON
import Testing

@testable import Gateway
@testable import GatewayProtocol

@Suite("Request outline") struct RequestOutlineTests {
  @Test(
    "a frame of the right shape has its parts",
    arguments: [
      (#"{"type":"req","id":"1","method":"health"}"#, true),
      (#"{"method":"health","id":"1","type":"req","params":{}}"#, true),
      (#" { "type" : "req" , "id" : "1" , "method" : "health" , "params" : {"a":[1]} } "#, false),
      (#"{"type":"req","id":"1","method":"health","params":[]}"#, false),
      (#"{"type":"req","id":"1","method":"health","params":7}"#, false),
    ])
  func fits(text: String, asksForHealth: Bool) throws {
    try Array(text.utf8).withUnsafeBytes { bytes in
      let outline = try #require(RequestOutline(bytes))
      #expect(outline.id.text == "1")
      #expect(outline.method.text == "health")
      #expect(outline.asksForHealth == asksForHealth)
    }
  }

  @Test(
    "whatever the general reader refuses, or might, has no outline",
    arguments: [
      "", "{", "[]", "{}", #"{"type":"res","id":"1","method":"x"}"#, #"{"type":"req","id":"","method":"x"}"#,
      #"{"type":"req","id":"1","method":""}"#, #"{"type":"req","id":1,"method":"x"}"#, #"{"type":"req","id":"1"}"#,
      #"{"type":"req","id":"1","method":"x","extra":1}"#, #"{"type":"req","id":"1","id":"2","method":"x"}"#,
      #"{"type":"req","id":"1","method":"x"} x"#, #"{"type":"req","id":"1","method":"x","params":{"a":}}"#,
      #"{"type":"req","id":"\ud800","method":"x"}"#,
    ])
  func doesNotFit(text: String) {
    Array(text.utf8).withUnsafeBytes { bytes in #expect(RequestOutline(bytes) == nil) }
  }

  @Test("cut anywhere, a frame has no outline") func truncated() {
    let bytes = Array(#"{"type":"req","id":"1","method":"health","params":{}}"#.utf8)
    for count in bytes.indices { bytes[..<count].withUnsafeBytes { #expect(RequestOutline($0) == nil) } }
  }
}
