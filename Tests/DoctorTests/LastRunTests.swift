import Platform
import Services
import TestSupport
import Testing

@testable import Doctor

@Suite("The last run") struct LastRunTests {
  struct Row: Sendable {
    let lines: [String]
    let error: String?

    init(_ lines: [String], _ error: String?) {
      self.lines = lines
      self.error = error
    }
  }

  @Test(
    "the line that says why: what stops a gateway first, then errors; none when no line does",
    arguments: [
      Row([], nil), Row(["a", "b"], nil), Row(["an error", "bye"], "an error"),
      Row(["error 1", "error 2", "bye"], "error 2"),
      Row(["write: No space left on device", "fatal error"], "write: No space left on device"),
      Row(["bind: Address already in use", "error", "exiting"], "bind: Address already in use"),
      Row(["refusing to bind 0.0.0.0 without auth", "error: exit 78"], "refusing to bind 0.0.0.0 without auth"),
      Row(["config reloaded", "fatal: watchdog"], "fatal: watchdog"),
      Row(
        [
          "[openclaw] the bundled gateway is missing", "  Where: /x", "  Why:   neither exists",
          "  Try:   make install",
        ],
        "the bundled gateway is missing"),
      Row(["[openclaw] ignoring OPENCLAW_STATE_DIR", "ready"], nil),
      Row(["ready", "the configuration is refused", "bye"], "the configuration is refused"),
    ])
  func choice(_ row: Row) {
    #expect(LastRun(entries: row.lines.map { LastRun.Line($0) }, source: .file).error == row.error)
  }

  @Test("a line of level error counts before one that speaks of errors, and the manager's come last") func levels() {
    let killed = LastRun.Line("Main process exited, code=killed, status=9/KILL", isManagers: true)
    let chatter = LastRun.Line("Stopped OpenClaw Gateway.", isManagers: true)
    let quiet = LastRun(entries: [LastRun.Line("listening"), killed, chatter], source: .journal)
    #expect(quiet.error == killed.text && quiet.lastWord == "listening")
    let loud = LastRun(
      entries: [LastRun.Line("no such port", isError: true), LastRun.Line("0 errors"), killed], source: .journal)
    #expect(loud.error == "no such port")
    #expect(LastRun(entries: [chatter], source: .journal).error == nil)
  }

  private func read(_ text: String?, since start: Timestamp? = nil) throws -> LastRun? {
    try withScratch { directory throws in
      let file = directory.appending("gateway.log")
      if let text { try place(text, at: file) }
      let unit = "openclaw-test-\(RandomBytes.make(6).hexadecimal).service"
      return LastRunReader(
        unit: unit, scope: .user, userID: Account.effectiveUserID, run: start.map { ServiceRun(start: $0) },
        logFile: file
      ).read()
    }
  }

  /// A line as the gateway writes it, a second after the one with the number before.
  private func line(_ number: Int, _ message: String, _ level: String = "INFO") -> String {
    let time = Timestamp(milliseconds: 1_000_000_000_000 + Int64(number) * 1000).iso8601
    return #"{"0":"\#(message)","_meta":{"logLevelName":"\#(level)"},"time":"\#(time)"}"# + "\n"
  }

  @Test("without a journal the gateway's own file is read: messages and levels of its lines, nothing else")
  func file() throws {
    let run = try read(line(1, "ready") + "plain\n{\"x\":1}\n{broken\n" + line(2, "no luck", "FATAL"))
    #expect(run?.entries == [LastRun.Line("ready"), LastRun.Line("no luck", isError: true)] && run?.source == .file)
  }

  @Test("five lines are kept, the last ones; lines of an earlier run are left out") func five() throws {
    let text = (1...9).map { line($0, "m\($0)") }.joined()
    #expect(try read(text)?.lines == ["m5", "m6", "m7", "m8", "m9"])
    #expect(try read(text, since: Timestamp(milliseconds: 1_000_000_008_000))?.lines == ["m8", "m9"])
  }

  @Test(
    "under launchd standard error comes before the gateway's own lines of the run, unless it is older",
    arguments: [(true, ["[openclaw] no gateway", "ready"]), (false, ["ready"])])
  func standardError(_ isOfThisRun: Bool, _ lines: [String]) throws {
    try withScratch { directory throws in
      let (file, errors) = (directory.appending("gateway.log"), directory.appending("gateway.err.log"))
      try place("[openclaw] no gateway\n\n", at: errors)
      let began = isOfThisRun ? "2001-01-01T00:00:00.000Z" : "2999-01-01T00:00:00.000Z"
      let begin = #"{"0":{"event":"run-begins"},"1":"run begins","time":"\#(began)"}"# + "\n"
      let ready = #"{"0":"ready","time":"3000-01-01T00:00:00.000Z"}"# + "\n"
      try place(line(1, "an earlier run") + begin + ready, at: file)
      let reader = LastRunReader(
        unit: "bot.molt.test", scope: .user, userID: 0, run: nil, logFile: file, sink: .standardError(errors))
      #expect(reader.read()?.lines == lines && reader.read()?.source == .file)
    }
  }

  @Test(
    "under the supervisor it is what the run has printed, and of an earlier run nothing",
    arguments: [("b", ["dyld: no such library"]), ("c", nil)] as [(String, [String]?)])
  func output(run: String, lines: [String]?) throws {
    try withScratch { directory throws in
      let output = directory.appending("service.log")
      let runs = ["a", "b"].map { SupervisedRun.beginning($0, at: Timestamp(milliseconds: 1_000)) }
      try place("\(runs[0])ready\n\(runs[1])dyld: no such library\n", at: output)
      let reader = LastRunReader(
        unit: "a.service", scope: .user, userID: 0, run: ServiceRun(id: run),
        logFile: directory.appending("gateway.log"), sink: .output(output))
      #expect(reader.read()?.lines == lines && reader.read()?.source == lines.map { _ in .output })
    }
  }

  @Test("only the end of a long file is looked at") func long() throws {
    let run = try read(line(1, String(repeating: "x", count: 200_000)) + line(2, "last"))
    #expect(run?.lines == ["last"])
  }

  @Test("no file and an empty one say nothing", arguments: [nil, ""])
  func nothing(_ text: String?) throws {
    #expect(try read(text) == nil)
  }
}
