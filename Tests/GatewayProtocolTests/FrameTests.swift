import JSON
import Testing

@testable import GatewayProtocol

@Suite("Frames") struct FrameTests {
  @Test(
    "a request survives the wire, with and without parameters", arguments: [nil, ["a": [1, nil, "x"]]] as [JSONValue?])
  func request(parameters: JSONValue?) throws {
    let frame = RequestFrame(id: "7", method: "health", parameters: parameters)
    #expect(try RequestFrame(reading: JSONReader.read(frame.json.encoded())) == frame)
  }

  @Test(
    "what is no request is refused with every reason",
    arguments: [
      (
        #"{}"#,
        "must have required property 'type'; must have required property 'id'; must have required property 'method'"
      ),
      (#"{"type":"res","id":"1","method":"x"}"#, "at /type: must be one of req"),
      (
        #"{"type":"req","id":"","method":""}"#,
        "at /id: must NOT have fewer than 1 characters; at /method: must NOT have fewer than 1 characters"
      ),
      (#"{"type":"req","id":1,"method":"x"}"#, "at /id: must be string"),
      (#"{"type":"req","id":"1","method":"x","extra":1}"#, "at root: unexpected property 'extra'"),
      (#"[]"#, "must be object"),
    ])
  func notARequest(text: String, says: String) throws {
    let value = try JSONReader.read(text)
    #expect(throws: ShapeError.self) { try RequestFrame(reading: value) }
    #expect(ShapeError(RequestFrame.shape.violations(in: value)).description == says)
  }

  @Test("an error keeps its details, retry advice and code") func errorShape() throws {
    let error = ErrorShape(
      .unavailable, "starting", details: ["reason": "startup"], isRetryable: true, retryAfter: .milliseconds(250))
    let frame = ResponseFrame.failure("1", error)
    let read = GatewayFrame(fitting: try JSONReader.read(frame.json.encoded()))
    #expect(read == .response(frame))
    #expect(frame.json["error"]?["retryAfterMs"] == 250)
  }

  @Test("an event carries sequence and state version only when it has them") func event() {
    let bare = EventFrame(event: "tick", payload: ["ts": 1])
    #expect(bare.json.text() == #"{"type":"event","event":"tick","payload":{"ts":1}}"#)
    let full = EventFrame(event: "tick", sequence: 3, stateVersion: StateVersion(presence: 4, health: 2))
    #expect(GatewayFrame(fitting: full.json) == .event(full))
  }

  @Test("a frame of an unknown type is kept") func unknownType() {
    let value: JSONValue = ["type": "later", "x": 1]
    #expect(GatewayFrame(fitting: value) == .unknown(type: "later", value))
  }
}
