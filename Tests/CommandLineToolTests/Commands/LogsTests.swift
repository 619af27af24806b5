import CommandTree
import Glibc
import JSON
import Platform
import Profiles
import Services
import TestSupport
import Testing

@Suite("openclaw gateway logs", .whereNoSystemdRuns) struct LogsTests {
  private static func record(_ message: String, event: String? = nil) -> String {
    let facts = event.map { #""0":{"event":"\#($0)"},"1""# } ?? #""0""#
    return "{\(facts):\"\(message)\",\"_meta\":{\"logLevelName\":\"WARN\"},\"time\":\"2026-02-01T10:20:30.040Z\"}\n"
  }

  @Test("without any line it says where it looked, writes nothing, and that is no failure") func nothing() throws {
    try TestHome.with { home throws in
      let run = home.run("--profile zrescue gateway logs")
      #expect(run.status == .success && run.output.isEmpty && run.errors.contains("~/.openclaw-zrescue/logs"), "\(run)")
      let document = try expectDocument(home.run("gateway logs --json"), ok: true)
      #expect(document["lines"] == [] && document["source"] == nil && document["action"] == "logs")
      #expect(try tree(home.path) == [])
    }
  }

  @Test("an installed service's output is read, runs apart; without one the gateway's own file") func sinks() throws {
    try TestHome.with { home throws in
      let profile = home.profile(.named("zrescue"))
      let logs = profile.logFile.parent
      try place(Self.record("mine"), at: profile.logFile)
      let mark = SupervisedRun.beginning("ab", at: .now())
      try place("early\n\(mark)Fatal error: late\n", at: logs.appending("service.log"))
      let own = try expectDocument(home.run("--profile zrescue gateway logs --json"), ok: true)
      #expect(own["source"] == "file" && own["lines"]?[0]?["message"] == "mine", "\(own)")
      try home.installUnit(.named("zrescue"), port: try FreePort.base())
      let all = try expectDocument(home.run("--profile zrescue gateway logs --json"), ok: true)
      #expect(all["source"] == "output" && all["file"] == .string("\(logs)/service.log"))
      #expect(all["lines"]?.arrayValue?.count == 3)
      let last = home.run("--profile zrescue gateway logs --last-run")
      #expect(last.status == .success && last.output.hasSuffix("run begins: ab\nFatal error: late\n"), "\(last)")
      #expect(home.run("--profile zrescue gateway logs --lines 1").output == "Fatal error: late\n")
    }
  }

  @Test("secrets of the config and of command lines are masked, and nothing moves a terminal's cursor")
  func secrets() throws {
    try TestHome.with { home throws in
      let canary = SecretLeakTests.canary
      try home.configure(port: try FreePort.base(), token: canary)
      try place(
        Self.record("got \(canary)") + Self.record("ran x --password hunter2 y") + Self.record("a\\u001b[2Jb"),
        at: home.profile().logFile)
      for line in ["gateway logs", "gateway logs --json"] {
        let run = home.run(line)
        #expect(run.output.contains("got ***") && !run.output.contains("hunter2"), "\(run)")
        #expect(!run.output.contains("\u{1B}") && !run.output.contains("\\u001b"), "\(run)")
      }
    }
  }

  @Test("a log that may not be read is an error of its own") func unreadable() throws {
    try TestHome.with { home throws in
      try placeDirectory(home.profile().logFile)
      let document = try expectDocument(home.run("gateway logs --json"), ok: false)
      #expect(document["action"] == "logs" && document["code"] == "system-call-failed", "\(document)")
    }
  }

  @Test("--follow prints lines as they come, one object each with --json") func follow() async throws {
    try await TestHome.with { home async throws in
      let (file, shown) = (home.profile().logFile, home.path.appending("shown"))
      try place(Self.record("first"), at: file)
      let words = try BuiltProgram(home: home.path).command("gateway logs --follow --json").arguments
      let sink = try Descriptor(opening: shown, O_RDWR | O_CREAT, mode: 0o600)
      let follower = try SpawnedProcess(words, input: sink.raw, output: sink.raw, errors: sink.raw)
      // The threads of tests block the other signals, and a child inherits that.
      defer { follower.discard() }
      try await eventually("the first line is there") { try home.text(shown)?.contains("first") == true }
      try Descriptor(opening: file, O_WRONLY | O_APPEND).writeAll(Array(Self.record("second").utf8))
      try await eventually("the second line is there") { try home.text(shown)?.contains("second") == true }
      let lines = try #require(try home.text(shown)).split(separator: "\n").map { try JSONReader.read(String($0)) }
      #expect(lines.map { $0["message"] } == ["first", "second"])
    }
  }
}
