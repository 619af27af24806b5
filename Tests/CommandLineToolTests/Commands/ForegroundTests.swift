import CommandTree
import Glibc
import JSON
import Platform
import Profiles
import TestSupport
import Testing

@Suite("A gateway in the foreground", .whereNoSystemdRuns, .serialized) struct ForegroundTests {
  @Test("status names it, start and restart are refused, its own file has its log, and stop ends it")
  func verbs() async throws {
    try await TestHome.withGateway { home, process in
      let status = try await blocking { try expectDocument(home.run("gateway status --json"), ok: true) }
      #expect(status["state"] == "not-installed" && status["reachable"] == true)
      #expect(status["foreground"]?["pid"] == .integer(Int64(process.identifier)), "\(status)")
      let start = home.run("gateway start --json")
      #expect(start.status == .notInstalled)
      #expect(try start.document["hints"] == ["openclaw gateway stop", "openclaw gateway install"])
      let restart = home.run("gateway restart --json")
      #expect(try restart.status == .notInstalled && restart.document["code"] == "restart-not-allowed", "\(restart)")
      #expect(try home.run("gateway logs --json").document["source"] == "file")
      let stop = try await blocking { try expectDocument(home.run("gateway stop --json"), ok: true) }
      #expect(stop["result"] == "stopped" && stop["foreground"]?["pid"] == .integer(Int64(process.identifier)))
      #expect(try await process.exitStatus() == 0)
      #expect(try home.run("gateway stop --json").document["result"] == "not-loaded")
    }
  }

  @Test("restart begins a new life in the same process, where the config allows it") func restart() async throws {
    try await TestHome.withGateway(config: ", commands: {restart: true}") { home, process in
      let document = try await blocking { try expectDocument(home.run("gateway restart --json"), ok: true) }
      #expect(document["result"] == "restarted", "\(document)")
      #expect(document["foreground"]?["pid"] == .integer(Int64(process.identifier)))
      let log = try #require(try home.text(home.profile().logFile))
      #expect(log.contains("stopping: SIGUSR1") && log.contains("starting again in the same process"))
    }
  }

  @Test("a process that bears the name and holds no lock is left alone") func names() async throws {
    try await TestHome.with { home async throws in
      try placeDirectory(home.profile().logFile.parent)
      let program = home.path.appending("openclaw-gateway")
      try placeLink(program, to: .root.appending("bin/sleep"))
      let sink = try Descriptor(opening: home.path.appending("out"), O_RDWR | O_CREAT, mode: 0o600)
      let words = [program.string, "60"]
      let process = try SpawnedProcess(words, input: sink.raw, output: sink.raw, errors: sink.raw)
      defer { process.discard() }
      #expect(try home.run("gateway stop --json").document["result"] == "not-loaded")
      #expect(ProcessStatus.read(process.identifier) != nil)
    }
  }
}
