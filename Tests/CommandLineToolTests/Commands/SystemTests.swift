import CommandTree
import JSON
import TestSupport
import Testing

@Suite("openclaw system over a real gateway", .whereNoSystemdRuns, .serialized) struct SystemTests {
  @Test("an event becomes a note of the gateway") func event() async throws {
    try await TestHome.withGateway { home, _ async throws in
      let run = home.run(["system", "event", "--text", "backup done", "--json"])
      #expect(try expectDocument(run, ok: true)["action"] == "system event")
      let status = try home.run("gateway call status").document
      #expect(status["queuedSystemEvents"]?.arrayValue?.contains("backup done") == true, "\(status)")
      #expect(home.run(["system", "event", "--text", "again"]).output == "Noted.\n")
    }
  }

  @Test("presence lists the gateway itself") func presence() async throws {
    try await TestHome.withGateway { home, _ async throws in
      let document = try expectDocument(home.run("system presence --json"), ok: true)
      let modes = document["presence"]?.arrayValue?.compactMap { $0["mode"]?.stringValue }
      #expect(modes?.contains("gateway") == true, "\(document)")
      let text = home.run("system presence").output
      #expect(text.hasPrefix("Host ") && text.contains(" gateway "), "\(text)")
    }
  }

  @Test("heartbeats are switched, and the gateway's status knows it") func heartbeats() async throws {
    try await TestHome.withGateway { home, _ async throws in
      let off = try expectDocument(home.run("system heartbeat disable --json"), ok: true)
      #expect(off["enabled"] == false && off["action"] == "system heartbeat disable")
      #expect(try home.run("gateway call status").document["heartbeat"]?["enabled"] == false)
      #expect(home.run("system heartbeat enable").output == "Heartbeats are on until the gateway stops.\n")
      #expect(try home.run("gateway call status").document["heartbeat"]?["enabled"] == true)
      let last = home.run("system heartbeat last --json")
      #expect(try expectDocument(last, ok: true)["heartbeat"] == .null)
      #expect(home.run("system heartbeat last").output == "No agent has sent a heartbeat yet.\n")
    }
  }
}
