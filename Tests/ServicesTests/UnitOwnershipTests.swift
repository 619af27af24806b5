import Profiles
import Services
import Testing

@Suite("Unit ownership") struct UnitOwnershipTests {
  struct Row: Sendable {
    let name: String
    let text: String
    let ownership: UnitOwnership
  }

  @Test("a unit is ours by name, marker or section, and nothing by text that mentions us", arguments: rows)
  func judged(_ row: Row) {
    #expect(UnitOwnership(fileName: row.name, unit: InstalledUnit(UnitFile(row.text))) == row.ownership)
  }

  static let rows = [
    Row(name: "openclaw-gateway.service", text: "", ownership: .ours(.default)),
    Row(name: "openclaw-gateway-rescue.service", text: "", ownership: .ours(.named("rescue"))),
    Row(name: "x.service", text: "[X-OpenClaw]\nProfile=lab", ownership: .ours(.named("lab"))),
    Row(
      name: "x.service", text: "[Service]\nEnvironment=OPENCLAW_SERVICE_MARKER=openclaw OPENCLAW_PROFILE=lab",
      ownership: .ours(.named("lab"))),
    Row(
      name: "openclaw-node.service",
      text: "[Service]\nEnvironment=OPENCLAW_SERVICE_MARKER=openclaw OPENCLAW_SERVICE_KIND=node", ownership: .foreign),
    Row(name: "x.service", text: exec("/usr/bin/openclaw gateway --port 1"), ownership: .gatewayLike),
    Row(name: "moltbot-gateway.service", text: exec("/opt/moltbot --profile p gateway"), ownership: .gatewayLike),
    Row(name: "x.service", text: exec("/usr/bin/node /opt/x/clawdbot.mjs gateway"), ownership: .gatewayLike),
    Row(
      name: "x.service", text: exec("/usr/bin/node /usr/lib/node_modules/moltbot/dist/entry.js gateway run"),
      ownership: .gatewayLike),
    Row(name: "x.service", text: exec("/usr/bin/curl https://openclaw gateway"), ownership: .foreign),
    Row(name: "x.service", text: exec("/usr/bin/openclaw doctor gateway"), ownership: .foreign),
    Row(name: "x.service", text: exec("/usr/bin/vi /etc/openclaw gateway"), ownership: .foreign),
    Row(name: "x.service", text: "[Unit]\nDescription=openclaw gateway", ownership: .foreign),
    Row(name: "openclaw-gatewayish.service", text: exec("/bin/true"), ownership: .foreign),
  ]

  private static func exec(_ command: String) -> String { "[Service]\nExecStart=\(command)\n" }
}
