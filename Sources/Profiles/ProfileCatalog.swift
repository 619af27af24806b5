import Platform

/// The profiles that exist for a user: those with a config or a unit. Workspaces and empty directories make none.
package enum ProfileCatalog {
  /// Where a profile was seen.
  package struct Entry: Hashable, Sendable {
    package let profile: Profile
    package let hasConfig: Bool
    package let hasUserUnit: Bool
    package let hasSystemUnit: Bool
  }

  /// Lists the profiles at their canonical places, by name. Reads directory listings only.
  package static func entries(
    home: AbsolutePath, systemUnits: AbsolutePath = AbsolutePath.root.appending("etc/systemd/system")
  ) throws(SystemError) -> [Entry] {
    let configured = try configuredNames(home)
    let inUserScope = Set(try unitNames(in: home.appending(".config/systemd/user")))
    let inSystemScope = Set(try unitNames(in: systemUnits))
    return configured.union(inUserScope).union(inSystemScope).sorted().map { name in
      Entry(
        profile: Profile(name, home: home), hasConfig: configured.contains(name),
        hasUserUnit: inUserScope.contains(name), hasSystemUnit: inSystemScope.contains(name))
    }
  }

  private static func configuredNames(_ home: AbsolutePath) throws(SystemError) -> Set<ProfileName> {
    var names: Set<ProfileName> = []
    for entry in try Files.list(home) ?? [] where entry == ".openclaw" || entry.hasPrefix(".openclaw-") {
      guard let name = name(ofStateDirectory: entry) else { continue }
      if try Files.status(Profile(name, home: home).configPath)?.kind == .regular { names.insert(name) }
    }
    return names
  }

  private static func name(ofStateDirectory entry: String) -> ProfileName? {
    do {
      let name = try ProfileName(String(entry.dropFirst(".openclaw-".count)))
      return ".openclaw\(name.suffix)" == entry ? name : nil
    } catch { return nil }
  }

  private static func unitNames(in directory: AbsolutePath) throws(SystemError) -> [ProfileName] {
    try (Files.list(directory) ?? []).compactMap(ServiceIdentity.profile(ofUnit:))
  }
}
