import TestSupport
import Testing

@Suite("What a gateway of systemd logged", .whereHostsBoot, .host, .serialized)
struct LogsTests {
  @Test("it is read from the journal, with the gateway up and with it down") func upAndDown() async throws {
    let host = try BootedHost.current
    _ = try await host.install("told")
    #expect(try await messages("told", on: host).contains { $0.hasPrefix("listening") })
    #expect(try await host.openclaw("--profile told gateway stop").status == 0)
    let answer = try await host.openclaw("--profile told gateway logs")
    #expect(answer.source == "journal", "\(answer)")
    #expect(try await messages("told", on: host).contains { $0.hasPrefix("listening") })
  }

  @Test("the last run is the one that was refused, and none of the lines before it") func lastRun() async throws {
    let host = try BootedHost.current
    _ = try await host.install("unsaid")
    try #require(await host.run("echo '{gateway: {mode: 7}}' >~/.openclaw-unsaid/openclaw.json").succeeded)
    try await host.restart("unsaid")
    let all = try await messages("unsaid", on: host)
    let last = try await messages("unsaid", on: host, "--last-run")
    #expect(all.contains { $0.hasPrefix("listening") } && !last.contains { $0.hasPrefix("listening") }, "\(last)")
    #expect(last.contains { $0.hasPrefix("gateway start blocked") }, "\(last)")
  }

  /// The lines, once the journal has taken in what was said until now.
  private func messages(_ profile: String, on host: SystemdHost, _ flag: String = "") async throws -> [String] {
    try #require(await host.run("journalctl --sync", as: .root).succeeded)
    let answer = try await host.openclaw("--profile \(profile) gateway logs \(flag)")
    try #require(answer.status == 0, "\(answer)")
    return answer.lines.items.compactMap(\.message.text)
  }
}
