import CommandTree
import JSON
import Platform
import Services
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("openclaw gateway discover") struct DiscoverTests {
  @Test("without Avahi it says so, with what would mend it, and the status is 1", .whereNoSystemdRuns) func absent()
    throws
  {
    try #require(try Files.status(.root.appending("run/dbus/system_bus_socket")) == nil, "a message bus runs here")
    try TestHome.with { home throws in
      let run = home.run("gateway discover --json")
      let document = try expectDocument(run, ok: false)
      #expect(run.status == .failure && document["code"] == "avahi-missing" && document["action"] == "discover")
      #expect(document["hints"]?[0] == "sudo apt install avahi-daemon")
    }
  }

  @Test("the document has what is announced, and nothing that is not") func document() throws {
    var loft = GatewayBeacon(instance: "Loft", domain: "local")
    loft.host = "loft.local"
    loft.port = Port(18789)
    loft.texts = ["gatewayTls=1", "gatewayTlsSha256=ab", "role=gateway", "sshPort=22", "sshPort=23"].compactMap {
      GatewayBeacon.Text(Array($0.utf8))
    }
    let bare = GatewayBeacon(instance: "Bare", domain: "local")
    let report = DiscoveryReport(timeout: .seconds(2), domains: ["local"], beacons: [loft, bare])
    let json = JSONValue.object(report.json)
    #expect(json["domains"] == ["local."] && json["count"] == 2 && json["timeoutMs"] == 2000)
    #expect(
      json["beacons"]?[0] == [
        "instanceName": "Loft", "domain": "local.", "role": "gateway", "host": "loft.local", "port": 18789,
        "gatewayPort": 18789, "sshPort": 22, "gatewayTls": true, "gatewayTlsFingerprintSha256": "ab",
        "wsUrl": "wss://loft.local:18789",
        "txt": ["gatewayTls": "1", "gatewayTlsSha256": "ab", "role": "gateway", "sshPort": "23"],
      ])
    #expect(json["beacons"]?[1] == ["instanceName": "Bare", "domain": "local.", "wsUrl": .null])
    #expect(bare.outline["lanHost"] == .null && bare.outline.count == 9)
  }
}
