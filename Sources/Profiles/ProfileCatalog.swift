import Platform

/// The profiles that exist for a user: those with a config, a unit or a LaunchAgent.
///
/// Workspaces and empty directories make none.
package enum ProfileCatalog {
  /// Where a profile was seen.
  package struct Entry: Hashable, Sendable {
    /// The profile, at its canonical places.
    package let profile: Profile
    /// Whether its configuration is there.
    package let hasConfig: Bool
    /// Whether this user's systemd has a unit file for it.
    package let hasUserUnit: Bool
    /// Whether the machine's systemd has a unit file for it.
    package let hasSystemUnit: Bool
  }

  /// Lists the profiles at their canonical places, the default one first, then by name.
  ///
  /// Opens no file: reads directories and asks whether the configurations exist.
  package static func entries(
    home: AbsolutePath, systemUnits: AbsolutePath = AbsolutePath.root.appending("etc/systemd/system")
  ) throws(SystemError) -> [Entry] {
    let configured = try configuredNames(home)
    let inUserScope = Set(try unitNames(in: home.appending(".config/systemd/user")))
    let inSystemScope = Set(try unitNames(in: systemUnits))
    let agents = try agentNames(in: Profile.launchAgents(home: home))
    return configured.union(inUserScope).union(inSystemScope).union(agents).sorted().map { name in
      Entry(
        profile: Profile(name, home: home), hasConfig: configured.contains(name),
        hasUserUnit: inUserScope.contains(name), hasSystemUnit: inSystemScope.contains(name))
    }
  }

  private static func configuredNames(_ home: AbsolutePath) throws(SystemError) -> Set<ProfileName> {
    var names: Set<ProfileName> = []
    for entry in try Files.list(home) ?? [] {
      guard let name = Profile.name(ofStateDirectory: home.appending(entry), home: home) else { continue }
      if mayHaveConfig(Profile(name, home: home)) { names.insert(name) }
    }
    return names
  }

  /// What cannot be looked into counts as a profile: reading its config says why, and no other profile suffers.
  private static func mayHaveConfig(_ profile: Profile) -> Bool {
    do { return try Files.status(profile.configPath)?.kind == .regular } catch { return true }
  }

  private static func agentNames(in directory: AbsolutePath) throws(SystemError) -> [ProfileName] {
    try (Files.list(directory) ?? []).filter { $0.hasSuffix(".plist") }
      .compactMap { ServiceIdentity.profile(ofLabel: String($0.dropLast(".plist".count))) }
  }

  private static func unitNames(in directory: AbsolutePath) throws(SystemError) -> [ProfileName] {
    try (Files.list(directory) ?? []).compactMap(ServiceIdentity.profile(ofUnit:))
  }
}
