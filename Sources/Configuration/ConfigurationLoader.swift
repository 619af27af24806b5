import Platform
import Profiles

/// Reads a configuration: file, includes, `.env` files, variables, validation.
///
/// Writes nothing.
package enum ConfigurationLoader {
  /// Where `.env` files are looked for.
  package struct Places: Hashable, Sendable {
    /// `<state>/.env` may set any variable.
    package let stateDirectory: AbsolutePath?
    /// The working directory's `.env` may set variables of other programs only, none that begins with `OPENCLAW_`.
    package let workingDirectory: AbsolutePath?

    /// Directories to look in; nil where there is none to look in.
    package init(stateDirectory: AbsolutePath?, workingDirectory: AbsolutePath? = nil) {
      self.stateDirectory = stateDirectory
      self.workingDirectory = workingDirectory
    }
  }

  /// Reads a profile's configuration, the variables of its state directory's `.env` included.
  ///
  /// What is wrong with it is in the snapshot; nothing is thrown.
  ///
  /// - Parameters:
  ///   - environment: the process's variables.
  ///   - workingDirectory: where a further `.env` counts; nil where no person works.
  package static func load(
    _ profile: Profile, environment: Environment, workingDirectory: AbsolutePath? = nil
  ) -> ConfigurationSnapshot {
    load(
      path: profile.configPath, environment: environment, home: profile.home,
      places: Places(stateDirectory: profile.stateDirectory, workingDirectory: workingDirectory),
      version: ProductVersion.current
    ) { file throws(SystemError) in try Files.readRegular(file) }
  }

  /// Reads the configuration at a path, with another way to read files.
  ///
  /// - Parameters:
  ///   - home: what `~` stands for.
  ///   - places: where `.env` files are.
  ///   - version: this program's version, to notice a file that a newer one wrote.
  package static func load(
    path: AbsolutePath, environment: Environment, home: AbsolutePath, places: Places, version: String?,
    reading read: @escaping (AbsolutePath) throws(SystemError) -> [UInt8]?
  ) -> ConfigurationSnapshot {
    var loading = ConfigurationLoading(path: path, home: home, environment: environment, read: read)
    loading.addEnvironmentFiles(places)
    loading.readMainFile()
    loading.substituteVariables()
    loading.validate(version: version)
    return loading.snapshot
  }
}
