import GatewayClient
import GatewayProtocol
import JSON
import Platform
import TestSupport
import Testing

@testable import Gateway

@Suite("Methods over loopback", .timeLimit(.minutes(1))) struct MethodTests {
  @Test("health answers the same in its fast form and in its general form") func health() async throws {
    let gateway = try await TestGateway()
    let peer = try WirePeer.connected(port: gateway.port)
    var answers: [JSONObject] = []
    for parameters in ["", #","params":{}"#, #","params":{"probe":false,"x":[1]}"#, #","params": { }"#] {
      try peer.sendText(#"{"type":"req","id":"1","method":"health"\#(parameters)}"#)
      var payload = try #require(try peer.next().payload?.objectValue)
      #expect((payload["ts"]?.integerValue ?? 0) > 1_600_000_000_000)
      payload["ts"] = nil
      answers.append(payload)
    }
    #expect(Set(answers).count == 1)
    #expect(answers[0]["ok"] == true)
    #expect(answers[0]["agents"]?[0]?["agentId"] == "main")
    await gateway.stop()
  }

  @Test("status tells heartbeat, channels and sessions") func status() async throws {
    let gateway = try await TestGateway()
    let status = try gateway.client().call("status", deadline: .after(.seconds(10)))
    #expect(status.objectValue?.keys == ["heartbeat", "config", "channelSummary", "queuedSystemEvents", "sessions"])
    await gateway.stop()
  }

  @Test("every method answers as its definition says", arguments: MethodDefinition.all) func results(
    method: MethodDefinition
  ) async throws {
    try await withGateway { gateway, _ in
      let result = try Conversation(gateway).result(of: method)
      #expect(method.result.violations(in: result) == [])
    }
  }

  @Test("without agents there was no heartbeat, and the switch is told in status") func heartbeats() async throws {
    let gateway = try await TestGateway()
    let client = try gateway.client()
    func call(_ method: String, _ parameters: JSONValue? = nil) throws -> JSONValue {
      try client.call(method, parameters, deadline: .after(.seconds(10)))
    }
    #expect(try call("last-heartbeat") == .null)
    #expect(try call("set-heartbeats", ["enabled": false]) == ["ok": true, "enabled": false])
    #expect(try call("status")["heartbeat"]?["enabled"] == false)
    await gateway.stop()
  }

  @Test("an id comes back as it was sent", arguments: ["1", "é", #"a\"b\\c"#, #"\u0041"#, " "]) func ids(id: String)
    async throws
  {
    let gateway = try await TestGateway()
    let peer = try WirePeer.connected(port: gateway.port)
    let expected = try JSONReader.read("\"\(id)\"")
    for method in ["health", "status", "nope"] {
      try peer.sendText(#"{"type":"req","id":"\#(id)","method":"\#(method)"}"#)
      #expect(try peer.next().frame?["id"] == expected)
    }
    await gateway.stop()
  }

  @Test(
    "a request that cannot be served is told why, and the connection stays",
    arguments: [
      (#"{"type":"req","id":"1","method":"no.such"}"#, "1", "unknown method: no.such"),
      (#"{"type":"req","id":"1","method":"connect"}"#, "1", "connect is only valid as the first request"),
      (#"{"type":"req","id":"1","method":"node.event"}"#, "1", "unauthorized role: operator"),
      (
        #"{"type":"req","id":"1","method":"health","params":{"probe":1}}"#, "1",
        "invalid health params: at /probe: must be boolean"
      ),
      (#"{"type":"req","id":"1","method":"status","params":[]}"#, "1", "invalid status params: must be object"),
      (#"{"type":"req","id":"1"}"#, "1", "invalid request frame: must have required property 'method'"),
      (#"{"type":"req","method":"health"}"#, "invalid", "invalid request frame: must have required property 'id'"),
      (
        #"{"type":"req","id":"1","method":"health","extra":1}"#, "1",
        "invalid request frame: at root: unexpected property 'extra'"
      ),
      (#"7"#, "invalid", "invalid request frame: must be object"),
    ])
  func refusals(text: String, id: String, message: String) async throws {
    let gateway = try await TestGateway()
    let peer = try WirePeer.connected(port: gateway.port)
    try peer.sendText(text)
    let answer = try peer.next()
    #expect(answer.frame?["id"] == .string(id))
    #expect(answer.error?["code"] == "INVALID_REQUEST")
    #expect(answer.error?["message"] == .string(message))
    try peer.sendText(#"{"type":"req","id":"2","method":"health"}"#)
    #expect(try peer.next().frame?["ok"] == true)
    await gateway.stop()
  }

  @Test("scopes are checked before the method is looked up, for the fast form too") func scopes() async throws {
    let gateway = try await TestGateway()
    let peer = try WirePeer.connected(
      port: gateway.port, parameters: ConnectRequest.parameters(["scopes": ["operator.pairing"]]))
    for (method, scope) in [("health", "operator.read"), ("no.such", "operator.admin")] {
      try peer.sendText(#"{"type":"req","id":"1","method":"\#(method)"}"#)
      #expect(try peer.next().error?["message"] == .string("missing scope: \(scope)"))
    }
    await gateway.stop()
  }

  @Test("malformed JSON closes the connection with 1008", arguments: ["{", "nul"])
  func malformed(text: String) async throws {
    let gateway = try await TestGateway()
    let peer = try WirePeer.connected(port: gateway.port)
    try peer.sendText(text)
    guard case .closed(1008, let reason) = try peer.next() else { Issue.record("not closed with 1008"); return }
    #expect(reason.hasPrefix("invalid JSON"))
    await gateway.stop()
  }

  @Test("UTF-8 in a binary message is taken like text") func binary() async throws {
    let gateway = try await TestGateway()
    let peer = try WirePeer.connected(port: gateway.port)
    try peer.sendBinary(#"{"type":"req","id":"b","method":"health"}"#)
    #expect(try peer.next().frame?["id"] == "b")
    await gateway.stop()
  }

  @Test("a thousand requests sent at once are all answered, in order") func burst() async throws {
    let gateway = try await TestGateway()
    let peer = try WirePeer.connected(port: gateway.port)
    for number in 0..<1000 { try peer.sendText(#"{"type":"req","id":"\#(number)","method":"health"}"#) }
    for number in 0..<1000 { #expect(try peer.next().frame?["id"] == .string("\(number)")) }
    await gateway.stop()
  }
}
