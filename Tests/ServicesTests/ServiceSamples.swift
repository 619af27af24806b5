import Platform
import Profiles
import Services

/// A path from a literal that is absolute.
func path(_ text: String) -> AbsolutePath { AbsolutePath(text) ?? .root }

extension ServiceDefinition {
  /// A definition with plain values.
  static func sample(
    _ name: ProfileName = .named("rescue"), scope: ServiceScope = .user, home: String = "/home/ops",
    executable: String = "/usr/local/bin/openclaw", version: String = "1.2.3", isHardened: Bool = false
  ) -> ServiceDefinition {
    let profile = Profile(name, home: path(home))
    return ServiceDefinition(
      profile: profile, scope: scope, executable: path(executable), port: PortPlan.defaultBase,
      account: scope == .system ? "ops" : nil, version: version, isHardened: isHardened,
      writablePaths: [profile.stateDirectory, profile.defaultWorkspace])
  }

  /// The same with systemd listening in the gateway's stead.
  static var sampleWithSocket: ServiceDefinition {
    var definition = sample()
    definition.listenAddresses = ["127.0.0.1:18789", "[::1]:18789"]
    return definition
  }

  /// The text that the program's own template gives.
  func unitText() throws -> String {
    try GatewayUnit(self).text(template: GatewayUnit.embeddedTemplate(scope))
  }

  func installed() throws -> InstalledUnit { InstalledUnit(UnitFile(try unitText())) }

  func asUnit() throws -> InstalledDefinition { .unit(try installed()) }

  func asAgent() throws -> InstalledDefinition { .agent(try LaunchAgent(self).installed()) }
}
