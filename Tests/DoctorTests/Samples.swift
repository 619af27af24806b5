import Platform
import Profiles
import Services
import TestSupport

@testable import Doctor

/// A path from a literal that is absolute.
func path(_ text: String) -> AbsolutePath { AbsolutePath(text) ?? .root }

extension Account {
  /// The account of this process, at home in a scratch directory.
  static func scratch(_ home: AbsolutePath) -> Account {
    Account(name: "somebody", userID: effectiveUserID, groupID: 0, home: home)
  }
}

extension ServiceDefinition {
  /// A definition with plain values.
  static func sample(
    _ name: ProfileName = .named("rescue"), home: AbsolutePath = path("/home/ops"), scope: ServiceScope = .user,
    port: Port = PortPlan.defaultBase, isHardened: Bool = false
  ) -> ServiceDefinition {
    let profile = Profile(name, home: home)
    return ServiceDefinition(
      profile: profile, scope: scope, executable: path("/usr/local/bin/openclaw"), port: port,
      account: scope == .system ? "ops" : nil, version: "1.2.3", isHardened: isHardened,
      writablePaths: [profile.stateDirectory])
  }

  /// The text that install writes.
  func text() throws -> String { try GatewayUnit(self).text(template: GatewayUnit.embeddedTemplate(scope)) }
}

extension InstalledUnit {
  init(text: String) { self.init(UnitFile(text)) }
}
