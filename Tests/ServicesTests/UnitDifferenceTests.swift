import Profiles
import Services
import Testing

@Suite("Unit difference") struct UnitDifferenceTests {
  @Test("another version alone is no difference")
  func version() throws {
    let old = try ServiceDefinition.sample(version: "1.2.3").asUnit()
    let new = try ServiceDefinition.sample(version: "2026.2.0").asUnit()
    #expect(UnitDifference.between(installed: old, wanted: new).isEmpty)
  }

  @Test("comments, blank lines and order are no difference")
  func layout() throws {
    let unit = try ServiceDefinition.sample().asUnit()
    let text =
      try "# mine\n\n"
      + ServiceDefinition.sample().unitText()
      .split(separator: "\n").joined(separator: "\n\n")
    #expect(UnitDifference.between(installed: .unit(InstalledUnit(UnitFile(text))), wanted: unit).isEmpty)
  }

  @Test("every directive that differs is listed with both values")
  func directives() throws {
    let text =
      try ServiceDefinition.sample().unitText().split(separator: "\n")
      .filter { !$0.hasPrefix("WatchdogSec") }.map { $0 == "RestartSec=5" ? "RestartSec=9" : $0 }
      .joined(separator: "\n") + "\nNice=3"
    let installed = InstalledDefinition.unit(
      InstalledUnit(UnitFile(text.replacing("[Service]", with: "[Service]\nLimitNOFILE=7"))))
    let differences = UnitDifference.between(installed: installed, wanted: try ServiceDefinition.sample().asUnit())
    #expect(differences.map(\.key) == ["RestartSec", "WatchdogSec", "LimitNOFILE", "Nice"])
    #expect(
      differences.map(\.description) == [
        "[Service] RestartSec=: 9, would be 5", "[Service] WatchdogSec=: absent, would be 30",
        "[Service] LimitNOFILE=: 7, would be absent", "[X-OpenClaw] Nice=: 3, would be absent",
      ])
  }

  @Test(
    "a secret in a unit that somebody else wrote is not shown",
    arguments: [
      "Environment=OPENCLAW_GATEWAY_TOKEN=hunter2", "Environment=\"A=1\" \"OPENCLAW_GATEWAY_PASSWORD=hunter2\"",
      "ExecStart=/usr/bin/openclaw gateway --token hunter2", "Environment=OPENAI_API_KEY=hunter2",
    ])
  func secrets(line: String) throws {
    let text = try ServiceDefinition.sample().unitText().replacing("[Service]", with: "[Service]\n\(line)")
    let differences = UnitDifference.between(
      installed: .unit(InstalledUnit(UnitFile(text))), wanted: try ServiceDefinition.sample().asUnit())
    #expect(!differences.isEmpty)
    #expect(differences.allSatisfy { !$0.description.contains("hunter2") }, "\(differences)")
  }

  @Test("keys of a LaunchAgent that differ are listed with both values, its version and secrets are not")
  func agent() throws {
    let text = try LaunchAgent(.sample(version: "0.9")).text(template: LaunchAgent.embeddedTemplate)
      .replacing("<key>KeepAlive</key>\n\t<true/>", with: "<key>KeepAlive</key>\n\t<false/>")
      .replacing("<key>HOME</key>", with: "<key>OPENAI_API_KEY</key><string>hunter2</string><key>HOME</key>")
    let differences = UnitDifference.between(
      installed: .agent(try InstalledAgent(Array(text.utf8))), wanted: try ServiceDefinition.sample().asAgent())
    #expect(
      differences.map(\.description) == [
        "EnvironmentVariables: OPENAI_API_KEY=***, would be absent", "KeepAlive: false, would be true",
      ])
    #expect(differences.map(\.directive) == ["EnvironmentVariables", "KeepAlive"])
  }
}
