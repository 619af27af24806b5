import GatewayProtocol
import JSON
import Platform
import TestSupport
import Testing

@testable import Gateway

@Suite("Agents, conversations and the log over loopback", .timeLimit(.minutes(1))) struct AgentMethodTests {
  @Test("where no agent is configured, those that have left a directory are listed too") func agentsOnDisk()
    async throws
  {
    try await withGateway { gateway, home in
      try placeDirectory(home.appending(".openclaw/agents/helper"))
      try place("", at: home.appending(".openclaw/agents/notes.txt"))
      let agents = try WirePeer.connected(port: gateway.port).call("agents.list")
      #expect(agents["defaultId"] == "main")
      #expect(agents["agents"] == [["id": "main"], ["id": "helper"]])
    }
  }

  @Test("configured agents are listed as they present themselves, and alone") func configuredAgents() async throws {
    try await withGateway {
      $0.facts.agents = [.init(id: "work", name: "Work", identity: ["emoji": "🦞"])]
      $0.facts.defaultAgentID = "work"
      $0.facts.hasConfiguredAgents = true
    } _: { gateway, home in
      try placeDirectory(home.appending(".openclaw/agents/helper"))
      let agents = try WirePeer.connected(port: gateway.port).call("agents.list")
      #expect(agents["agents"] == [["id": "work", "name": "Work", "identity": ["emoji": "🦞"]]])
    }
  }

  @Test("the conversations of all agents are listed together, from the files there are") func sessions() async throws {
    try await withGateway { gateway, home in
      let agents = home.appending(".openclaw/agents")
      try place(#"{"agent:main:main": {"updatedAt": 1}}"#, at: agents.appending("main/sessions/sessions.json"))
      try place(#"{"agent:b:main": {"updatedAt": 2}}"#, at: agents.appending("b/sessions/sessions.json"))
      let list = try WirePeer.connected(port: gateway.port).call("sessions.list", ["includeLastMessage": true])
      #expect(list["path"] == "(multiple)")
      #expect(list["count"] == 2)
      #expect(list["sessions"]?.arrayValue?.map { $0["key"] } == ["agent:b:main", "agent:main:main"])
    }
  }

  @Test("a store that cannot be read is an error that names it") func brokenStore() async throws {
    try await withGateway { gateway, home in
      let file = home.appending(".openclaw/agents/main/sessions/sessions.json")
      try place("{", at: file)
      let peer = try WirePeer.connected(port: gateway.port)
      try peer.ask("sessions.list", id: "1")
      let error = try peer.next().error
      #expect(error?["code"] == "UNAVAILABLE")
      #expect(error?["message"]?.stringValue?.contains(file.string) == true)
    }
  }

  @Test("the log is read on from where an earlier answer ended") func log() async throws {
    try await withGateway { gateway, home in
      let file = home.appending(".openclaw/logs/gateway.log")
      try place("one\n", at: file)
      let peer = try WirePeer.connected(port: gateway.port)
      let first = try peer.call("logs.tail")
      #expect(
        first == [
          "file": .string(file.string), "cursor": 4, "size": 4, "lines": ["one"], "truncated": false, "reset": false,
        ])
      try place("one\ntwo\n", at: file)
      #expect(try peer.call("logs.tail", ["cursor": 4])["lines"] == ["two"])
      try peer.ask("logs.tail", ["limit": 5001], id: "1")
      #expect(try peer.next().error?["message"] == "invalid logs.tail params: at /limit: must be <= 5000")
    }
  }
}
