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
    "the line that says most: what stops a gateway first, then errors, then the last line",
    arguments: [
      Row([], nil), Row(["a", "b"], "b"), Row(["an error", "bye"], "an error"),
      Row(["error 1", "error 2", "bye"], "error 2"),
      Row(["write: No space left on device", "fatal error"], "write: No space left on device"),
      Row(["bind: Address already in use", "error", "exiting"], "bind: Address already in use"),
      Row(["refusing to bind 0.0.0.0 without auth", "error: exit 78"], "refusing to bind 0.0.0.0 without auth"),
      Row(["config reloaded", "fatal: watchdog"], "fatal: watchdog"),
      Row(["ready", "the configuration is refused", "bye"], "the configuration is refused"),
      Row(
        ["Main process exited, code=killed, status=9/KILL", "Scheduled restart"],
        "Main process exited, code=killed, status=9/KILL"),
    ])
  func choice(_ row: Row) {
    #expect(LastRun(lines: row.lines, source: .file).error == row.error)
  }

  private func read(_ text: String?) throws -> LastRun? {
    try withScratch { directory throws in
      let file = directory.appending("gateway.log")
      if let text { try place(text, at: file) }
      let unit = "openclaw-test-\(RandomBytes.make(6).hexadecimal).service"
      return LastRunReader(unit: unit, scope: .user, userID: Account.effectiveUserID, run: nil, logFile: file).read()
    }
  }

  @Test("without a journal the gateway's own file is read: messages of its JSON lines, other lines as they are")
  func file() throws {
    let run = try read("{\"level\":\"info\",\"message\":\"ready\"}\nplain\n{\"x\":1}\n{broken\n")
    #expect(run == LastRun(lines: ["ready", "plain", "{\"x\":1}", "{broken"], source: .file))
  }

  @Test("five lines are kept, the last ones")
  func five() throws {
    let run = try read((1...9).map { "{\"message\":\"m\($0)\"}\n" }.joined())
    #expect(run?.lines == ["m5", "m6", "m7", "m8", "m9"])
  }

  @Test("only the end of a long file is looked at")
  func long() throws {
    let run = try read(String(repeating: "x", count: 200_000) + "\n{\"message\":\"last\"}\n")
    #expect(run?.lines.last == "last" && (run?.lines.first?.utf8.count ?? 0) <= LastRunReader.tail)
  }

  @Test("no file and an empty one say nothing", arguments: [nil, ""])
  func nothing(_ text: String?) throws {
    #expect(try read(text) == nil)
  }
}
