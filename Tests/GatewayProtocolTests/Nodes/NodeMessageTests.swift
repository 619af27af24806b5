import JSON
import Platform
import Testing

@testable import GatewayProtocol

@Suite("Messages from and to nodes") struct NodeMessageTests {
  @Test(
    "a node's payload is taken as a value and as text",
    arguments: [
      (["payload": 1], .success(1, text: nil)), (["payloadJSON": "[1]"], .success([1], text: "[1]")),
      (["payloadJSON": "no JSON"], .success("no JSON", text: "no JSON")),
      (["payloadJSON": ["a": 1]], .success(["a": 1], text: nil)), (["payloadJSON": nil], .success(nil, text: nil)),
      ([:], .success(nil, text: nil)),
    ] as [(JSONObject, NodeOutcome)])
  func payloads(fields: JSONObject, outcome: NodeOutcome) throws {
    var object: JSONObject = ["id": "1", "nodeId": "n", "ok": true]
    for entry in fields.entries { object[entry.key] = entry.value }
    #expect(try NodeInvokeResult(reading: .object(object)).outcome == outcome)
  }

  @Test(
    "a node's error may be missing, null or partial",
    arguments: [
      ("", NodeError(code: nil, message: nil)), (#","error":null"#, NodeError(code: nil, message: nil)),
      (#","error":{"code":"E","message":"m"}"#, NodeError(code: "E", message: "m")),
    ])
  func errors(field: String, expected: GatewayProtocol.NodeError) throws {
    let value = try JSONReader.read(#"{"id":"1","nodeId":"n","ok":false\#(field)}"#)
    #expect(try NodeInvokeResult(reading: value).outcome == .failure(expected))
  }

  @Test("a request carries its parameters as text, and the usual time where none is said") func request() throws {
    let invocation = try NodeInvocation(reading: [
      "nodeId": "n", "command": "system.which", "params": ["bins": ["ls"]], "idempotencyKey": "k",
    ])
    let event = invocation.request(id: "1")
    #expect(EventDefinition.nodeInvokeRequest.payload.violations(in: event.payload ?? nil) == [])
    #expect(event.payload?["paramsJSON"] == #"{"bins":["ls"]}"#)
    #expect(event.payload?["timeoutMs"] == 30_000)
    #expect(event.sequence == nil)
  }

  @Test("a result says what the node said, and its failure is for programs too") func results() throws {
    let invocation = try NodeInvocation(reading: ["nodeId": "n", "command": "c", "idempotencyKey": "k"])
    let result = try invocation.result(.success([1], text: "[1]"))
    #expect(result == ["ok": true, "nodeId": "n", "command": "c", "payload": [1], "payloadJSON": "[1]"])
    do throws(ErrorShape) {
      _ = try invocation.result(.failure(.timedOut))
      Issue.record("a failure became a result")
    } catch {
      #expect(error.code == .unavailable)
      #expect(error.message == "node invoke timed out")
      #expect(error.details == ["nodeError": ["code": "TIMEOUT", "message": "node invoke timed out"]])
    }
  }

  @Test("a command cannot be given an endless time") func timeout() {
    let value: JSONValue = ["nodeId": "n", "command": "c", "idempotencyKey": "k", "timeoutMs": 86_400_001]
    #expect(NodeInvocation.shape.violations(in: value).map(\.description) == ["at /timeoutMs: must be <= 86400000"])
  }
}
