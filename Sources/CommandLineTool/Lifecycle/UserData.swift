import Configuration
import Doctor
import Platform
import Profiles

/// What `--purge` removes of one profile: config, state directory and workspace, and nothing that is another's.
struct UserData {
  let profile: Profile
  let workspace: AbsolutePath
  /// Places of other profiles, which stay even inside this profile's directories.
  let others: [AbsolutePath]

  /// Something that stays although it is this profile's, or lies in its directories.
  struct Kept: Hashable {
    let path: AbsolutePath
    let reason: String
  }

  /// What a purge would do.
  struct Purge: Hashable {
    /// What goes, none of it inside another.
    var paths: [AbsolutePath] = []
    /// What stays, and why.
    var kept: [Kept] = []
  }

  /// The entries that exist, divided into what goes and what stays.
  ///
  /// A directory that holds something of another profile is emptied around it. A workspace goes when it is at a place
  /// that openclaw chose; a directory that somebody named may hold anything.
  func purge() throws(SystemError) -> Purge {
    var purge = Purge()
    let own = [profile.configPath, profile.stateDirectory, profile.defaultWorkspace].sorted()
    for path in own where !purge.paths.contains(where: { path.isWithin($0) }) { try sort(path, into: &purge) }
    if !own.contains(where: { workspace.isWithin($0) }), try Files.status(workspace, followingLinks: false) != nil {
      purge.kept.append(
        Kept(path: workspace, reason: "somebody named this workspace, and it may hold more than openclaw's files"))
    }
    return purge
  }

  private func sort(_ path: AbsolutePath, into purge: inout Purge) throws(SystemError) {
    guard let entry = try Files.status(path, followingLinks: false) else { return }
    if profile.home.isWithin(path) {
      purge.kept.append(Kept(path: path, reason: "it is the home directory, or holds it"))
    } else if isOthers(path) {
      purge.kept.append(Kept(path: path, reason: "it is another profile's, or may be"))
    } else if entry.kind == .directory, others.contains(where: { $0 != path && $0.isWithin(path) }) {
      for name in try Files.list(path) ?? [] { try sort(path.appending(name), into: &purge) }
    } else {
      purge.paths.append(path)
    }
  }

  /// Whether a path is another profile's, or inside.
  ///
  /// The default profile's directory holds the workspaces of all, and so does not make this profile's its own.
  private func isOthers(_ path: AbsolutePath) -> Bool {
    let own = profile.defaultWorkspace
    return others.contains { other in
      let isAroundOwn = other != own && own.isWithin(other)
      return path.isWithin(other) && !(isAroundOwn && path.isWithin(own))
    }
  }
}

extension UserData {
  /// The data of a profile, with what belongs to the account's other profiles kept.
  ///
  /// A `workspace-<name>` beside the default workspace is kept too, whether or not that profile exists any more.
  init(
    _ profile: Profile, configuration: GatewayConfiguration, others: [SurveyedProfile]
  ) throws(SystemError) {
    let main = Profile(.default, home: profile.home).stateDirectory
    let workspaces = try (Files.list(main) ?? []).filter { $0.hasPrefix("workspace") }.map { main.appending($0) }
    let places = others.flatMap {
      [$0.profile.stateDirectory, $0.profile.configPath, $0.configuration.configuration.workspace(of: $0.profile)]
    }
    let workspace = configuration.workspace(of: profile)
    let siblings = workspaces.filter { $0 != workspace && $0 != profile.defaultWorkspace }
    var kept: [AbsolutePath] = []
    for place in places + siblings where try Files.status(place, followingLinks: false) != nil { kept.append(place) }
    self.init(profile: profile, workspace: workspace, others: kept)
  }
}
