import TestSupport
import Testing

@Suite("Our supervisor beside systemd", .whereHostsBoot, .host, .serialized)
struct BesideSystemdTests {
  @Test("it starts what it is told to, and nothing that systemd runs") func beside() async throws {
    let host = try BootedHost.current
    _ = try await host.install("theirs")
    let process = try await host.mainProcess("theirs")
    let mine = try await host.openclaw("--profile mine gateway install --manager supervisor")
    try #require(mine.status == 0, "\(mine)")
    let log = try await host.run("cat ~/.local/state/openclaw/supervisor/supervisor.log").output
    #expect(log.contains("openclaw-gateway-mine.service: started") && !log.contains("theirs"), "\(log)")
    #expect(try await host.mainProcess("theirs") == process)
    let gone = try await host.openclaw("--profile mine gateway uninstall --manager supervisor")
    #expect(gone.status == 0, "\(gone)")
  }
}
