import GatewayProtocol
import JSON
import Testing

@testable import Gateway

@Suite("Notes of what nodes ran") struct ExecutionNoteTests {
  @Test(
    "each event of a command has its line",
    arguments: [
      ("exec.started", ["runId": "7", "command": "ls"], "Exec started (node=n id=7): ls"),
      ("exec.started", [:], "Exec started (node=n)"),
      ("exec.finished", ["exitCode": 1, "output": " no \n"], "Exec finished (node=n, code 1)\nno"),
      ("exec.finished", ["timedOut": true], "Exec finished (node=n, timeout)"),
      ("exec.finished", nil, "Exec finished (node=n, code ?)"),
      ("exec.denied", ["reason": "asked no one", "command": "rm"], "Exec denied (node=n, asked no one): rm"),
      ("voice.transcript", ["text": "hi"], nil),
    ] as [(String, JSONValue?, String?)])
  func notes(event: String, payload: JSONValue?, text: String?) throws {
    var parameters: JSONObject = ["event": .string(event)]
    parameters["payload"] = payload
    #expect(ExecutionNote(try NodeEvent(reading: .object(parameters)), node: "n")?.text == text)
  }
}
