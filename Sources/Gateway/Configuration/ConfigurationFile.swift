import Configuration
import Platform
import Profiles

/// The profile's configuration file, for those who read and change it while the gateway runs.
///
/// Its calls read and write files and so belong to `WorkThread`.
package struct ConfigurationFile: Sendable {
  private let profile: Profile
  private let environment: Environment

  /// How long a change waits for commands that are at work on the profile.
  private static let patience = Duration.seconds(10)

  /// - Parameter environment: the variables that the gateway was started with.
  package init(profile: Profile, environment: Environment) {
    self.profile = profile
    self.environment = environment
  }

  /// Where it is.
  var path: AbsolutePath { profile.configPath }

  /// Reads it as the gateway does when it starts.
  package func load() -> ConfigurationSnapshot { ConfigurationLoader.load(profile, environment: environment) }

  /// The command line that looks whether all is well.
  var checkingCommand: String { profile.commandLine("doctor --non-interactive") }

  /// What a change would make of it; writes nothing.
  func draft(
    _ change: ConfigurationChange, basedOn base: String?
  ) throws(ConfigurationRefusal) -> ConfigurationDraft {
    try writer.draft([change], basedOn: base ?? ConfigurationSnapshot.hashOfNothing)
  }

  /// Changes it.
  ///
  /// - Parameter base: the hash of the text that the change was made for; nil where there is no file.
  func apply(_ change: ConfigurationChange, basedOn base: String?) throws(ConfigurationRefusal) -> WrittenChange {
    try writer.apply(
      change, basedOn: base ?? ConfigurationSnapshot.hashOfNothing, deadline: .after(Self.patience), onWait: {})
  }

  private var writer: ConfigurationWriter {
    ConfigurationWriter(
      path: profile.configPath, stateDirectory: profile.stateDirectory, environment: environment, home: profile.home,
      version: ProductVersion.current)
  }
}
