import CommandTree
import JSON
import Platform
import TestSupport
import Testing

@Suite("openclaw nodes over a real gateway", .whereNoSystemdRuns, .serialized) struct NodesTests {
  @Test("a request is listed, approved and rejected, and a paired node is renamed; no token is shown")
  func pairing() async throws {
    try await TestHome.withGateway { home, _ async throws in
      #expect(home.run("nodes pending").output == "No request waits.\n")
      #expect(home.run("nodes list").output == "No node is paired.\n")
      let request = try home.request(node: "phone-0001", name: "Anna's Phone")
      let pending = try expectDocument(home.run("nodes pending --json"), ok: true)
      #expect(pending["action"] == "nodes pending" && pending["pending"]?[0]?["requestId"] == .string(request))
      #expect(home.run("nodes pending").output.contains("\(request)  phone-0001  Anna's Phone"))
      let approved = try expectDocument(home.run("nodes approve \(request) --json"), ok: true)
      #expect(approved["node"]?["nodeId"] == "phone-0001" && approved["node"]?["token"] == "***", "\(approved)")
      let listed = home.run("nodes list")
      #expect(
        listed.output.hasPrefix("Node        Name          ") && listed.output.contains("phone-0001"), "\(listed)")
      let renamed = home.run(["nodes", "rename", "--node", "annas phone", "--name", "Kitchen"])
      #expect(renamed.output == "Renamed Kitchen (phone-0001)\n", "\(renamed)")
      let rejected = home.run("nodes reject \(try home.request(node: "phone-0002", name: "Spare"))")
      #expect(rejected.output == "Rejected phone-0002\n")
      let again = home.run("nodes approve \(request) --json")
      #expect(try again.status == .failure && again.document["code"] == "method-error", "\(again)")
    }
  }

  @Test("the token of a node is for a terminal, and only when it is asked for") func token() async throws {
    try await TestHome.withGateway { home, _ async throws in
      var terminal = home
      terminal.isTerminal = true
      let first = try home.request(node: "a", name: "A")
      #expect(terminal.run("nodes approve \(first)").output.contains("Token: ***"))
      let second = try home.request(node: "b", name: "B")
      #expect(home.run("nodes approve \(second) --show-secrets").output.contains("Token: ***"))
      let third = try home.request(node: "c", name: "C")
      let shown = terminal.run("nodes approve \(third) --show-secrets").output
      #expect(shown.contains("Token: ") && !shown.contains("***"))
    }
  }

  @Test("a connected node is listed, described, and does what it is asked") func invocation() async throws {
    try await TestHome.withGateway { home, _ async throws in
      #expect(home.run("nodes status").output == "No node is paired or connected.\n")
      let node = try TestNode(home)
      let status = home.run("nodes status --connected")
      #expect(status.output.contains("node-host  Kitchen Pi  connected  linux"), "\(status)")
      let described = home.run("nodes describe --node kitchen-pi")
      #expect(described.output.contains("Commands:        system.which"), "\(described)")
      async let run = blocking {
        home.run([
          "nodes", "invoke", "--node", "node-h", "--command", "system.which", "--params", #"{"a":1}"#, "--json",
        ])
      }
      let request = try await blocking { try node.asked() }
      #expect(request["paramsJSON"] == #"{"a":1}"# && request["timeoutMs"] == 15_000)
      try node.answer(request, ["found": true])
      let document = try expectDocument(try await run, ok: true)
      #expect(document["payload"] == ["found": true] && document["action"] == "nodes invoke", "\(document)")
    }
  }

  @Test("a node that is asked and does not answer may have done it: status 6") func silence() async throws {
    try await TestHome.withGateway { home, _ async throws in
      let node = try TestNode(home)
      let line = "nodes invoke --node node-host --command system.which --invoke-timeout 1 --json"
      let run = try await blocking { home.run(line) }
      #expect(try run.status == .unknownOutcome && run.document["code"] == "outcome-unknown", "\(run)")
      let refused = home.run("nodes invoke --node node-host --command rm --json")
      #expect(try refused.status == .failure && refused.document["code"] == "method-error", "\(refused)")
      withExtendedLifetime(node) {}
    }
  }

  @Test("without a gateway the status is 4, with a wrong token 5, and both are documents") func refusals() async throws
  {
    try await TestHome.withGateway { home, process async throws in
      let wrong = home.run("nodes status --token wrong --json")
      #expect(try wrong.status == .unauthorized && wrong.document["code"] == "auth-token-mismatch", "\(wrong)")
      process.discard()
      let down = home.run("nodes status --json")
      #expect(try down.status == .unreachable && down.document["code"] == "connection-refused", "\(down)")
    }
  }

  @Test(
    "what a command does not do without is asked for",
    arguments: [
      ("nodes describe", "--node"), ("nodes rename --node a", "--name"), ("nodes invoke --node a", "--command"),
      ("system event", "--text"),
    ])
  func missing(line: String, flag: String) throws {
    try TestHome.with { home throws in
      let run = home.run(line + " --json")
      #expect(try run.status == .usage && run.document["code"] == "missing-flag", "\(run)")
      #expect(try run.document["error"]?.stringValue?.contains("\(flag) is missing") == true)
    }
  }
}

extension TestHome {
  /// Has a node ask to be paired, and gives the request's id.
  fileprivate func request(node: String, name: String) throws -> String {
    let parameters = #"{"nodeId":"\#(node)","displayName":"\#(name)"}"#
    let answer = try run(["gateway", "call", "node.pair.request", "--params", parameters, "--json"]).document
    return try #require(answer["request"]?["requestId"]?.stringValue)
  }
}
