import Configuration
import Platform
import Profiles
import Services

/// What is known of one profile from its files alone: no service manager is asked, nothing is connected to.
package struct SurveyedProfile: Sendable {
  /// The profile at its canonical places.
  package let profile: Profile
  /// Its configuration, read without this shell's port.
  package let configuration: ConfigurationSnapshot
  /// The profile's unit in the user's scope.
  package let userUnit: InstalledService?
  /// The profile's unit in the system's scope, when it is this account's.
  package let systemUnit: InstalledService?

  /// The profile's LaunchAgent.
  package let agent: InstalledService?

  /// Its unit; that of the user's scope when it is in both.
  package var unit: InstalledService? { userUnit ?? systemUnit }

  /// Its definition: its unit, else its LaunchAgent.
  package var installed: InstalledService? { unit ?? agent }

  /// Its definition for one manager.
  package func installed(for manager: ServiceManagerKind) -> InstalledService? { manager.readsUnits ? unit : agent }

  /// The base port it uses: pinned in its unit, else in its config, else its default.
  package var port: Port? { installed?.definition.port ?? configuration.configuration.port ?? profile.defaultPort }

  /// Its family of ports; nil when it has no base port or one that cannot carry a family.
  package var ports: PortPlan? {
    guard let port else { return nil }
    do { return try PortPlan(base: port, canvas: configuration.configuration.canvasHost.port) } catch { return nil }
  }
}

/// Every profile of an account.
package enum ProfileSurvey {
  /// Reads config and units of each profile that exists at its canonical places.
  package static func profiles(account: Account, environment: Environment) throws(SystemError) -> [SurveyedProfile] {
    var profiles: [SurveyedProfile] = []
    for entry in try ProfileCatalog.entries(home: account.home) {
      let surveyed = try survey(entry.profile, account: account, environment: environment)
      guard let owner = try surveyed.otherOwner(than: account) else {
        if entry.hasConfig || surveyed.installed != nil { profiles.append(surveyed) }
        continue
      }
      if entry.hasConfig { profiles.append(surveyed.withoutSystemUnit) }
      let profile = Profile(entry.profile.name, home: owner.home)
      profiles.append(try survey(profile, account: owner, environment: environment))
    }
    return profiles
  }

  /// Reads one profile's config and units.
  package static func survey(
    _ profile: Profile, account: Account, environment: Environment
  ) throws(SystemError) -> SurveyedProfile {
    let system = try InstalledService.read(DefinitionFile(.systemd, of: profile, scope: .system))
    // A system unit is a profile's of this account when it runs as this account; root sees them all.
    let isOwn = system.map { $0.runs(as: account) || account.userID == 0 } ?? false
    return SurveyedProfile(
      profile: profile,
      configuration: ConfigurationLoader.load(profile, environment: withoutPort(environment)),
      userUnit: try InstalledService.read(DefinitionFile(.systemd, of: profile, scope: .user)),
      systemUnit: isOwn ? system : nil,
      agent: try InstalledService.read(DefinitionFile(.launchd, of: profile, scope: .user)))
  }

  /// Another profile's port is not what this shell's variables say.
  private static func withoutPort(_ environment: Environment) -> Environment {
    var environment = environment
    environment.values["OPENCLAW_GATEWAY_PORT"] = nil
    return environment
  }
}

extension SurveyedProfile {
  /// Whom the profile really belongs to, when its only unit is a system's that runs as somebody else; root sees such.
  fileprivate func otherOwner(than account: Account) throws(SystemError) -> Account? {
    guard userUnit == nil, let systemUnit, !systemUnit.runs(as: account) else { return nil }
    if let owner = try Account.named(systemUnit.user) { return owner }
    return try UInt32(systemUnit.user).flatMap { id throws(SystemError) in try Account.withID(id) }
  }

  fileprivate var withoutSystemUnit: SurveyedProfile {
    SurveyedProfile(
      profile: profile, configuration: configuration, userUnit: userUnit, systemUnit: nil,
      agent: agent)
  }
}
