import CommandTree
import Platform
import Profiles

/// One lifecycle command at a time: later ones wait.
///
/// The kernel holds the lock and drops it with its owner.
package struct LifecycleLock: ~Copyable {
  private let home: AdvisoryLock?
  private let state: AdvisoryLock?

  /// What a command is about to touch.
  package enum Reach: Hashable, Sendable {
    /// This profile only: start, stop, restart.
    case profile
    /// Ports and files beside those of other profiles: setup, install, uninstall.
    case home
  }

  /// Waits until no other command of the same reach works.
  ///
  /// Nothing is created for it: the locks are on directories that exist, the home directory and the profile's state
  /// directory.
  package init(_ reach: Reach, of profile: Profile, context: CommandContext) throws(CommandFailure) {
    let directory = profile.stateDirectory
    let hasState: Bool
    do { hasState = try Files.status(directory)?.kind == .directory } catch { throw CommandFailure(error) }
    let homeLock = try Self.take(profile.home, if: reach == .home || !hasState, context)
    let stateLock = try Self.take(directory, if: hasState, context)
    home = homeLock
    state = stateLock
  }

  private static func take(
    _ path: AbsolutePath, if isNeeded: Bool, _ context: CommandContext
  ) throws(CommandFailure) -> AdvisoryLock? {
    guard isNeeded else { return nil }
    do {
      return try AdvisoryLock.exclusive(on: path) {
        context.progress(
          "waiting for another openclaw command to finish (\(path.abbreviated(home: context.profile.home)))")
      }
    } catch { throw CommandFailure(error) }
  }
}
