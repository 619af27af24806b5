import TestSupport
import Testing

@Suite("Rebooting", .whereHostsBoot, .serialized)
struct RebootTests {
  @Test("the gateway is back with nobody logged in, after a reboot and after a power cut", .host) func userScope()
    async throws
  {
    let host = try BootedHost.current
    _ = try await host.install("default")
    try await host.reboot()
    #expect(try await host.openclaw("gateway health").ok == true)
    #expect(try await host.unit("default", "NRestarts") == "0")
    try await host.cutPower()
    #expect(try await host.openclaw("gateway health").ok == true)
    #expect(try await host.run("loginctl list-sessions --no-legend", as: .root).output.isEmpty)
  }

  @Test("what was stopped by hand is back after a reboot, for it is still enabled", .host) func stopped() async throws {
    let host = try BootedHost.current
    _ = try await host.install("default")
    #expect(try await host.openclaw("gateway stop").result == "stopped")
    try await host.reboot()
    #expect(try await host.openclaw("gateway health").ok == true)
  }

  @Test("a system service for alice runs from boot, and her own status finds it", .host) func systemScope() async throws
  {
    let host = try BootedHost.current
    let answer = try await host.openclaw("gateway install --system --run-as alice", as: .boxedRoot)
    #expect(answer.status == 0 && answer.scope == "system", "\(answer)")
    try await host.reboot()
    let status = try await host.openclaw("gateway status")
    #expect(status.scope == "system" && status.state == "running" && status.reachable == true, "\(status)")
    #expect(
      try await host.run("ps -o user= -p $(systemctl show -P MainPID openclaw-gateway)", as: .root).line == "alice")
    #expect(try await host.run("find /home/alice -not -user alice", as: .root).output.isEmpty)
    let removal = try await host.openclaw("gateway uninstall --system", as: .boxedRoot)
    #expect(removal.result == "uninstalled", "\(removal)")
    #expect(try await host.run("find /etc/systemd -name '*openclaw*'", as: .root).output.isEmpty)
  }

  @Test("a hardened system service is exposed no more than 2.0, and answers", .host) func hardened() async throws {
    let host = try BootedHost.current
    let answer = try await host.openclaw("gateway install --system --run-as alice --hardened", as: .boxedRoot)
    #expect(answer.status == 0, "\(answer)")
    let judgement = try await host.run(
      "systemd-analyze security --no-pager --threshold=20 openclaw-gateway.service | tail -1", as: .root)
    #expect(judgement.succeeded, "\(judgement)")
    #expect(try await host.openclaw("gateway health").ok == true)
  }
}
