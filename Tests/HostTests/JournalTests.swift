import TestSupport
import Testing

@Suite("The gateway's journal", .whereHostsBoot, .host, .serialized)
struct JournalTests {
  @Test("entries carry priority, profile and subsystem, are not doubled, and the file has them too") func entries()
    async throws
  {
    let host = try BootedHost.current
    _ = try await host.install("log")
    let entry = try await lastEntry(of: "log", on: host, "--grep '^listening'")
    #expect(entry.PRIORITY == "6" && entry.OPENCLAW_PROFILE == "log", "\(entry)")
    #expect(entry.SYSLOG_IDENTIFIER == "openclaw-gateway" && entry.OPENCLAW_SUBSYSTEM == "gateway", "\(entry)")
    #expect(try await host.run("\(journal("log")) -o cat --grep listening | wc -l", as: .root).line == "1")
    #expect(try await host.run("grep -c 'listening on' ~/.openclaw-log/logs/gateway.log").line == "1")
  }

  @Test("a start that is refused leaves its reason as the last entry, at the priority of a fatal error") func refusal()
    async throws
  {
    let host = try BootedHost.current
    _ = try await host.install("bad")
    try #require(await host.run("echo '{gateway: {mode: 7}}' >~/.openclaw-bad/openclaw.json").succeeded)
    try await host.restart("bad")
    let entry = try await lastEntry(of: "bad", on: host, "SYSLOG_IDENTIFIER=openclaw-gateway")
    #expect(entry.PRIORITY == "2" && entry.OPENCLAW_EVENT == "start-refused", "\(entry)")
    #expect(entry.MESSAGE.text?.hasPrefix("gateway start blocked") == true, "\(entry)")
  }

  private func lastEntry(of profile: String, on host: SystemdHost, _ match: String) async throws -> JSONDocument {
    let line = try await host.run("\(journal(profile)) -o json -n 1 \(match)", as: .root)
    return try JSONDocument(line.output)
  }

  /// What a profile's gateway wrote to the journal, with all that was said until now: of a process that ends at once the
  /// journal may not learn the unit.
  private func journal(_ profile: String) -> String {
    "journalctl --sync; journalctl -q OPENCLAW_PROFILE=\(profile)"
  }
}
