import CommandTree
import Glibc
import JSON
import Platform
import Profiles
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("openclaw logs over a real gateway", .whereNoSystemdRuns, .serialized) struct GatewayTailTests {
  @Test("the gateway's own file is told, its last run alone where that is wanted") func tail() async throws {
    try await TestHome.withGateway { home, _ async throws in
      let document = try expectDocument(home.run("logs --json"), ok: true)
      #expect(document["action"] == "logs" && document["source"] == "gateway" && document["warnings"] == nil)
      #expect(document["file"] == .string(home.profile().logFile.string))
      let lines = try #require(document["lines"]?.arrayValue)
      #expect(lines.first?["message"] == "run begins" && lines.count > 1, "\(document)")
      #expect(home.run("logs --limit 1").output.split(separator: "\n").count == 1)
      let last = try expectDocument(home.run("logs --last-run --json --max-bytes 100000"), ok: true)
      #expect(last["lines"]?[0]?["message"] == "run begins")
    }
  }

  @Test("a gateway that is down has its file read instead, and standard error says so") func fallback() async throws {
    try await TestHome.withGateway { home, process async throws in
      kill(process.identifier, SIGTERM)
      #expect(try await process.exitStatus() == 0)
      let run = home.run("logs --last-run")
      #expect(run.status == .success && run.output.contains("run begins"), "\(run)")
      #expect(run.errors.contains("the gateway was not asked (connection refused"), "\(run)")
      let document = try expectDocument(home.run("logs --json"), ok: true)
      #expect(document["source"] == "file" && document["warnings"]?[0]?["code"] == "gateway-not-asked", "\(document)")
    }
  }

  @Test("nothing is read instead of another gateway, nor of one that refuses") func strict() async throws {
    try await TestHome.withGateway { home, _ async throws in
      let other = home.run("logs --url ws://127.0.0.1:1 --json")
      #expect(try other.status == .unreachable && other.document["code"] == "connection-refused", "\(other)")
      let refused = home.run("logs --token wrong --json")
      #expect(refused.status == .unauthorized)
      #expect(try refused.document["hints"]?.arrayValue?.contains("openclaw gateway logs") == true)
    }
  }

  @Test("--follow goes on through a restart of the gateway, no line twice") func follow() async throws {
    try await TestHome.withGateway(config: ", commands: {restart: true}") { home, process async throws in
      let shown = home.path.appending("shown")
      let words = try BuiltProgram(home: home.path).command("logs --follow --json --interval 50").arguments
      let sink = try Descriptor(opening: shown, O_RDWR | O_CREAT, mode: 0o600)
      let follower = try SpawnedProcess(words, input: sink.raw, output: sink.raw, errors: sink.raw)
      defer { follower.discard() }
      try await eventually("the first run is there") { try home.text(shown)?.contains("run begins") == true }
      kill(process.identifier, SIGUSR1)
      try await eventually("the second run is there", within: .seconds(30)) {
        try home.text(shown)?.contains("starting again in the same process") == true
      }
      let told = try #require(try home.text(shown)).split(separator: "\n").map { try JSONReader.read(String($0)) }
      #expect(told.first?["type"] == "meta" && told.first?["source"] == "gateway", "\(told)")
      let stops = told.filter { $0["type"] == "log" && $0["message"]?.stringValue?.contains("SIGUSR1") == true }
      #expect(stops.count == 1, "\(told)")
    }
  }

  @Test("a lost connection is tried again eight times, the pauses growing to half a minute") func pauses() {
    var pauses = ReconnectionPauses()
    let all = (0..<8).map { _ in pauses.next()?.milliseconds }
    #expect(all == [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000])
    #expect(pauses.next() == nil)
  }
}
