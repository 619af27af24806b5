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

  @Test("config set says what its key takes, as the list of keys does", arguments: [true, false])
  func words(isHot: Bool) throws {
    try TestHome.with { home throws in
      try home.configure(port: try FreePort.base())
      try home.installUnit(.default, port: try FreePort.base())
      let run = home.run("config set \(isHot ? "logging.level debug" : "gateway.trustedProxies [] --json-value")")
      let event = isHot ? "reads its config" : "starts"
      #expect(run.output.contains("Takes effect when the gateway \(event) again: "), "\(run)")
    }
  }
}
