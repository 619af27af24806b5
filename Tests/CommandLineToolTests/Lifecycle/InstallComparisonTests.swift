import CommandTree
import Platform
import Profiles
import Services
import Testing

@testable import CommandLineTool
@testable import Doctor

@Suite("What is installed against what would be") struct InstallComparisonTests {
  private let profile = Profile(.default, home: SnapshotSample.home)

  private func definition(port: Port = SnapshotSample.port, isHardened: Bool = false) -> ServiceDefinition {
    ServiceDefinition(
      profile: profile, scope: .user, executable: .root.appending("usr/local/bin/openclaw"), port: port,
      version: "1.2.3", isHardened: isHardened)
  }

  private func text(_ definition: ServiceDefinition) throws -> String {
    try GatewayUnit(definition).text(template: GatewayUnit.embeddedTemplate(.user))
  }

  private func compare(_ text: String, _ wanted: ServiceDefinition) throws -> InstallComparison {
    let installed = InstalledService(
      scope: .user, path: profile.userUnitPath, text: Array(text.utf8), unit: InstalledUnit(UnitFile(text)))
    return try InstallComparison(
      installed: installed, wanted: wanted, template: GatewayUnit.embeddedTemplate(.user))
  }

  @Test("nothing installed differs in nothing") func none() throws {
    let comparison = try InstallComparison(
      installed: nil, wanted: definition(), template: GatewayUnit.embeddedTemplate(.user))
    #expect(comparison.differences == [] && !comparison.isHandEdited)
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
    var former = definition()
    row.change(&former)
    let comparison = try compare(try text(former), definition())
    #expect(comparison.differences.map(\.key) == row.keys && !comparison.isHandEdited)
  }

  @Test("a sandbox that was asked for is no edit") func hardened() throws {
    let comparison = try compare(try text(definition(isHardened: true)), definition())
    #expect(comparison.differences.contains { $0.key == "ProtectSystem" } && !comparison.isHandEdited)
  }

  @Test(
    "what openclaw never writes is an edit",
    arguments: [
      ("TimeoutStopSec=30", "TimeoutStopSec=77"), ("[Service]\n", "[Service]\nNice=5\n"), ("WatchdogSec=30\n", ""),
    ])
  func edited(_ old: String, _ new: String) throws {
    let comparison = try compare(try text(definition()).replacing(old, with: new), definition())
    #expect(comparison.differences.count == 1 && comparison.isHandEdited)
  }

  @Test("comments, blank lines and order make no difference") func layout() throws {
    let lines = try text(definition()).replacing("Restart=always\n", with: "# mine\n\n")
      .replacing("KillMode=mixed\n", with: "KillMode=mixed\nRestart=always\n")
    let comparison = try compare(lines, definition())
    #expect(comparison.differences == [] && !comparison.isHandEdited)
  }
}
