import CommandTree
import Configuration
import Platform
import Profiles
import Services
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("What takes a change of the config into effect") struct ReloadCommandTests {
  private func target(_ manager: ServiceManagerKind) -> ServiceTarget {
    ServiceTarget(
      profile: Profile(.named("ztest"), home: SnapshotSample.home),
      account: Account(name: "ops", userID: 1000, groupID: 1000, home: SnapshotSample.home), scope: .user,
      managerKind: manager)
  }

  @Test("systemd has the gateway read it again, the supervisor starts it again") func command() {
    #expect(target(.systemd).reloadCommand == "systemctl --user reload openclaw-gateway-ztest.service")
    #expect(target(.supervisor).reloadCommand == "openclaw --profile ztest gateway restart")
  }

  @Test(
    "config set says what its key takes, and what a running gateway does by itself",
    arguments: [
      ("hybrid", "logging.level debug", "A running gateway takes it over by itself."),
      ("hybrid", "gateway.bind lan", "A running gateway starts again by itself to take it over."),
      ("restart", "logging.level debug", "A running gateway starts again by itself to take it over."),
      ("hot", "gateway.bind lan", "Takes effect when the gateway starts again: "),
      ("off", "logging.level debug", "Takes effect when the gateway reads its config again: "),
      ("off", "gateway.bind lan", "Takes effect when the gateway starts again: "),
    ])
  func words(mode: String, change: String, expected: String) throws {
    try TestHome.with { home throws in
      try home.configure(port: try FreePort.base())
      try home.installUnit(.default, port: try FreePort.base())
      _ = home.run("config set gateway.reload.mode \(mode)")
      let run = home.run("config set \(change)")
      #expect(run.output.contains(expected), "\(run)")
    }
  }
}
