import CommandTree
import Configuration
import Platform
import Profiles

/// Plans what a profile needs before its gateway can run: a config, a state directory, a workspace.
struct SetupPlanner {
  let profile: Profile
  /// Whose rights files are written with; nil for this process's own.
  let owner: Account?
  let configuration: ConfigurationSnapshot
  let port: Port
  /// The token of a new config; nil makes one.
  let token: Secret?
  /// The workspace of a new config; nil for the profile's default.
  let workspace: AbsolutePath?
  /// Whether the port was asked for, so that a config that says another one is to say this.
  var isPortAsked = false

  /// The changes in order.
  ///
  /// An existing config gains at most `gateway.port`: when it says none and the profile's default is another, or when
  /// another was asked for.
  func changes() throws(CommandFailure) -> [FileChange] {
    let place = workspace ?? configuration.configuration.workspace(of: profile)
    let changes =
      Self.directories(profile.stateDirectory, mode: 0o700, step: "make-state-directory", owner)
      + Self.directories(profile.configPath.parent, mode: 0o700, step: "make-config-directory", owner)
      + (try configChange().map { [$0] } ?? [])
      + Self.directories(place, mode: 0o700, step: "make-workspace", owner)
    var paths: Set<AbsolutePath> = []
    return changes.filter { paths.insert($0.path).inserted }
  }

  private func configChange() throws(CommandFailure) -> FileChange? {
    guard let bytes = configuration.bytes else { return write(fresh(), mode: 0o600) }
    let said = configuration.configuration.port
    guard said == nil ? port != profile.defaultPort : isPortAsked && said != port else { return nil }
    do {
      let mode = try Files.status(profile.configPath)?.mode ?? 0o600
      return write(try ConfigurationEdit.settingPort(port, in: bytes), mode: mode)
    } catch {
      throw CommandFailure(
        "the config cannot be given a port", location: profile.configPath.string, reason: "\(error)",
        hints: ["set gateway.port to \(port) in it by hand"], code: "config-edit-failed",
        exitStatus: .configurationRefused)
    }
  }

  private func fresh() -> [UInt8] {
    let place = workspace ?? profile.defaultWorkspace
    return ConfigurationEdit.fresh(
      port: port, token: token ?? Secret.generated(), workspace: place.abbreviated(home: profile.home),
      version: (ProductVersion.current, .now()))
  }

  private func write(_ bytes: [UInt8], mode: UInt32) -> FileChange {
    FileChange("write-config", .write(bytes, mode: mode), at: profile.configPath, as: owner)
  }

  /// The directory and those above it that are missing, the highest first.
  static func directories(
    _ path: AbsolutePath, mode: UInt32, step: String, _ owner: Account?
  ) -> [FileChange] {
    var changes: [FileChange] = []
    var missing = path
    while missing != .root, !exists(missing) {
      changes.append(FileChange(step, .makeDirectory(mode: mode), at: missing, as: owner))
      missing = missing.parent
    }
    return changes.reversed()
  }

  /// What cannot be looked at is left to the change itself, which says why.
  private static func exists(_ path: AbsolutePath) -> Bool {
    do { return try Files.status(path) != nil } catch { return true }
  }
}
