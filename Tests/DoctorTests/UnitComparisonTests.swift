import Platform
import Profiles
import Services
import Testing

@testable import Doctor

@Suite("The installed unit against the one that install would write") struct UnitComparisonTests {
  private func compare(_ text: String, _ wanted: ServiceDefinition = .sample()) throws -> UnitComparison {
    let installed = InstalledService(
      scope: .user, path: wanted.profile.userUnitPath, text: Array(text.utf8),
      definition: .unit(InstalledUnit(text: text)))
    return try UnitComparison(
      installed: installed, wanted: wanted, in: DefinitionFile(.systemd, of: wanted.profile, scope: .user),
      template: GatewayUnit.embeddedTemplate(.user))
  }

  @Test("nothing installed differs in nothing") func none() throws {
    let comparison = try UnitComparison(
      installed: nil, wanted: .sample(),
      in: DefinitionFile(.systemd, of: ServiceDefinition.sample().profile, scope: .user),
      template: GatewayUnit.embeddedTemplate(.user))
    #expect(comparison.differences == [] && !comparison.isHandEdited && comparison.losses == [])
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (inout ServiceDefinition) -> Void
    let keys: [String]
  }

  @Test(
    "what openclaw wrote with other values differs and is not hand-edited",
    arguments: [
      Row(testDescription: "same", change: { _ in }, keys: []),
      Row(testDescription: "version", change: { $0.version = "0.9" }, keys: []),
      Row(
        testDescription: "port", change: { $0.port = $0.port.advanced(by: 1) ?? $0.port },
        keys: ["ExecStart", "Environment", "Port"]),
      Row(
        testDescription: "executable", change: { $0.executable = .root.appending("opt/openclaw") }, keys: ["ExecStart"]),
    ])
  func written(_ row: Row) throws {
    var former = ServiceDefinition.sample()
    row.change(&former)
    let comparison = try compare(try former.text())
    #expect(comparison.differences.map(\.key) == row.keys && !comparison.isHandEdited)
  }

  @Test("a sandbox that was asked for is no edit") func hardened() throws {
    let comparison = try compare(try ServiceDefinition.sample(isHardened: true).text())
    #expect(comparison.differences.contains { $0.key == "ProtectSystem" } && !comparison.isHandEdited)
  }

  @Test(
    "what openclaw never writes is an edit",
    arguments: [
      ("TimeoutStopSec=30", "TimeoutStopSec=77"), ("[Service]\n", "[Service]\nNice=5\n"), ("WatchdogSec=30\n", ""),
    ])
  func edited(_ old: String, _ new: String) throws {
    let comparison = try compare(try ServiceDefinition.sample().text().replacing(old, with: new))
    #expect(comparison.differences.count == 1 && comparison.isHandEdited)
  }

  @Test("comments, blank lines and order make no difference") func layout() throws {
    let lines = try ServiceDefinition.sample().text().replacing("Restart=always\n", with: "# mine\n\n")
      .replacing("KillMode=mixed\n", with: "KillMode=mixed\nRestart=always\n")
    let comparison = try compare(lines)
    #expect(comparison.differences == [] && !comparison.isHandEdited)
  }

  @Test(
    "what a person has put in would be lost; what a check asks to be changed is no loss",
    arguments: [
      ("TimeoutStopSec=30", "TimeoutStopSec=77", ["TimeoutStopSec"]), ("[Service]\n", "[Service]\nNice=5\n", ["Nice"]),
      ("Environment=HOME", "Environment=MINE=1\nEnvironment=HOME", ["Environment"]),
      ("RestartSec=5", "RestartSec=50", []), ("OPENCLAW_GATEWAY_TOKEN=", "OPENCLAW_GATEWAY_TOKEN=canary", []),
      ("Environment=PATH=", "Environment=PATH=/opt:", []),
    ] as [(String, String, [String])])
  func losses(_ old: String, _ new: String, _ keys: [String]) throws {
    #expect(try compare(ServiceDefinition.sample().text().replacing(old, with: new)).losses.map(\.key) == keys)
  }

  @Test("what another version's template had is no loss, what no template has is") func otherVersion() throws {
    var former = ServiceDefinition.sample()
    former.version = "0.9"
    let text = try former.text().replacing("TimeoutStopSec=30", with: "TimeoutStopSec=20\nNice=5")
    #expect(try compare(text).losses.map(\.key) == ["Nice"])
  }
}
