import Glibc
import Platform
import TestSupport
import Testing

@Suite("Metrics of the program", .timeLimit(.minutes(2)), .enabled(if: GatewayProgram.isBuilt))
struct MetricsProgramTests {
  private static func value(_ sample: String, _ site: GatewayProgram.Site) throws -> Double? {
    let bearer = "Authorization: Bearer \(TestGateway.token.revealed)"
    return try ParsedMetrics(WirePeer.ask(port: site.port, "/metrics", [bearer]).content)[sample]
  }

  @Test("a configuration that is taken over, or refused, is counted; so is a restart in the process") func counts()
    async throws
  {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      try site.configure("commands: {restart: true}")
      let program = try await GatewayProgram.ready(site)
      try site.configure("commands: {restart: true}, logging: {consoleLevel: 'debug'}")
      // The watch on the file may have been quicker.
      program.signal(SIGHUP)
      try await eventually("it is taken over") {
        try await blocking { try Self.value(#"openclaw_config_reloads_total{result="ok"}"#, site) } ?? 0 >= 1
      }
      try place("{", at: site.stateDirectory.appending("openclaw.json"))
      program.signal(SIGHUP)
      try await eventually("it is refused") {
        try await blocking { try Self.value(#"openclaw_config_reloads_total{result="failed"}"#, site) } ?? 0 >= 1
      }
      try site.configure("commands: {restart: true}")
      program.signal(SIGUSR1)
      try await eventually("it has started again") {
        do {
          return try await blocking { try Self.value("openclaw_restarts_total", site) } == 1
        } catch { return false }
      }
      try await program.stop()
    }
  }
}
