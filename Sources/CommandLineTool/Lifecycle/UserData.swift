import Configuration
import Doctor
import Platform
import Profiles

/// What `--purge` removes of one profile: config, state directory and workspace, and nothing that is another's.
struct UserData {
  let profile: Profile
  let workspace: AbsolutePath
  /// Places of other profiles, which stay even inside this profile's directories.
  let kept: [AbsolutePath]

  /// The entries that exist, none of them inside another.
  ///
  /// A directory that holds something of another profile is emptied around it.
  func paths() throws(SystemError) -> [AbsolutePath] {
    var paths: [AbsolutePath] = []
    for path in [profile.configPath, profile.stateDirectory, workspace].sorted() where isSafe(path) {
      for part in try parts(of: path) where !paths.contains(where: { part.isWithin($0) }) { paths.append(part) }
    }
    return paths
  }

  /// The home directory and those above it are nobody's data.
  private func isSafe(_ path: AbsolutePath) -> Bool { !profile.home.isWithin(path) }

  private func parts(of path: AbsolutePath) throws(SystemError) -> [AbsolutePath] {
    guard let entry = try Files.status(path, followingLinks: false), !kept.contains(where: { path.isWithin($0) }) else {
      return []
    }
    guard entry.kind == .directory, kept.contains(where: { $0.isWithin(path) }) else { return [path] }
    var parts: [AbsolutePath] = []
    for name in try Files.list(path) ?? [] { parts += try self.parts(of: path.appending(name)) }
    return parts
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
    self.init(profile: profile, workspace: workspace, kept: kept)
  }
}
