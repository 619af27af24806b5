import Configuration
import Platform
import Profiles
import Services
import TestSupport
import Testing

@testable import Doctor

@Suite("Profile survey") struct ProfileSurveyTests {
  private func install(_ name: ProfileName, _ port: Int, _ home: AbsolutePath) throws {
    let definition = ServiceDefinition.sample(name, home: home, port: try #require(Port(port)))
    try place(try definition.text(), at: Profile(name, home: home).userUnitPath)
  }

  private func survey(_ name: ProfileName, _ home: AbsolutePath) throws -> SurveyedProfile {
    try ProfileSurvey.survey(
      Profile(name, home: home), account: .scratch(home), environment: Environment(["OPENCLAW_GATEWAY_PORT": "7"]))
  }

  @Test("the port is the unit's, else the config's, else the profile's default")
  func ports() throws {
    try withScratch { home throws in
      for name in ["both", "config"] {
        try place("{gateway: {port: 21000}}", at: Profile(.named(name), home: home).configPath)
      }
      try install(.named("both"), 22000, home)
      #expect(try survey(.named("both"), home).port == Port(22000))
      #expect(try survey(.named("config"), home).port == Port(21000))
      #expect(try survey(.dev, home).port == PortPlan.developmentBase)
      #expect(try survey(.named("none"), home).port == nil)
    }
  }

  @Test("its family follows the port and the config's canvas port")
  func family() throws {
    try withScratch { home throws in
      let config = Profile(.named("a"), home: home).configPath
      try place("{gateway: {port: 21000}, canvasHost: {port: 30000}}", at: config)
      #expect(try survey(.named("a"), home).ports?.canvas == Port(30000))
      try place("{gateway: {port: 65500}}", at: config)
      #expect(try survey(.named("a"), home).ports == nil)
    }
  }

  @Test("profiles are those with a config or a unit")
  func profiles() throws {
    try withScratch { home throws in
      try place("{", at: Profile(.named("zconfig"), home: home).configPath)
      try install(.named("zunit"), 22000, home)
      try placeDirectory(home.appending(".openclaw/workspace-zother"))
      try placeDirectory(home.appending(".openclaw-zempty/logs"))
      let found = try ProfileSurvey.profiles(account: .scratch(home), environment: Environment())
      // As root the machine's own system units are seen as well.
      #expect(found.map(\.profile.name.text).filter { $0.hasPrefix("z") } == ["zconfig", "zunit"])
      #expect(found.first { $0.profile.name == .named("zunit") }?.installed?.scope == .user)
    }
  }

  @Test("an installed service is read with its text; nothing there is nil")
  func reading() throws {
    try withScratch { home throws in
      let unit = DefinitionFile(.systemd, of: Profile(.named("zx"), home: home), scope: .user)
      #expect(try InstalledService.read(unit) == nil)
      try place("[Service]\nExecStart=/bin/x gateway --port 9\n", at: unit.path)
      let service = try #require(try InstalledService.read(unit))
      #expect(service.scope == .user && service.definition.port == Port(9) && service.path == unit.path)
    }
  }
}
