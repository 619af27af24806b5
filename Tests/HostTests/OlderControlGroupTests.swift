import TestSupport
import Testing

@Suite("On a machine with the older control groups", .whereHostsBoot, .host(cgroups: .hybrid))
struct OlderControlGroupTests {
  @Test("install, status and a crash go as on any other") func main() async throws {
    let host = try BootedHost.current
    _ = try await host.install("default")
    try await host.override("default", with: "RestartSec=50ms")
    try await host.restart("default")
    let dead = try await host.signal("KILL", "default")
    try await host.waitForRestart("default", from: dead)
    let status = try await host.openclaw("gateway status")
    #expect(status.state == "running" && status.reachable == true, "\(status)")
  }
}
