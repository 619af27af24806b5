import Configuration
import JSON
import Platform

/// What can be done about a finding: a plain value, which the command line turns into a plan of changes.
///
/// Never holds a secret. Two findings with the same repair are mended once.
package enum Repair: Hashable, Sendable {
  /// Makes a directory that only its owner can look into.
  case makeDirectory(AbsolutePath)
  /// Gives a file or directory these permission bits.
  case setMode(AbsolutePath, UInt32)
  /// Changes keys of the profile's config, each in its place.
  case configure(ConfigurationChange)
  /// Gives the config a new random token.
  case makeToken
  /// Writes the unit as install would, and has a gateway that runs start again with it.
  case rewriteUnit
  /// The same, though it takes lines away that somebody has added.
  case overwriteUnit
  /// Has the service manager read its files again.
  case reloadManager
  /// Makes the service start by itself.
  case enable
  /// Starts a service that should run.
  case start
  /// Starts a running gateway again.
  case restart
  /// Keeps the account's services running after the last logout.
  case linger
  /// Takes back what a command that was cut off had begun.
  case takeBack

  /// Whether it replaces what a person may have meant, and so needs `--force`.
  package var isAggressive: Bool { self == .overwriteUnit }

  /// Whether it acts on the service or its manager, and not on the profile's own files alone.
  package var concernsService: Bool {
    switch self {
    case .rewriteUnit, .overwriteUnit, .reloadManager, .enable, .start, .restart, .linger: true
    case .makeDirectory, .setMode, .configure, .makeToken, .takeBack: false
    }
  }
}
