import CommandTree
import Platform
import Profiles

/// One lifecycle command at a time: later ones wait, as long as `--wait` says.
///
/// The kernel holds the lock and drops it with its owner.
package struct LifecycleLock: ~Copyable {
  private let locks: DirectoryLocks

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
  /// directory, which may be one and the same.
  ///
  /// - Throws: `CommandFailure` with the code `busy` when the wait has ended.
  package init(_ reach: Reach, of profile: Profile, context: CommandContext) throws(CommandFailure) {
    let outcome: DirectoryLocks.Outcome
    do {
      outcome = try DirectoryLocks.take(on: try Self.directories(reach, profile), deadline: .after(context.wait)) {
        context.progress(
          "waiting for another openclaw command to finish (\($0.abbreviated(home: context.profile.home)))")
      }
    } catch { throw CommandFailure(error) }
    switch outcome {
    case .taken(let locks): self.locks = locks
    case .busy(let path): throw CommandFailure(busy: path, context)
    }
  }

  /// The home directory stands for a state directory that is not there yet.
  private static func directories(_ reach: Reach, _ profile: Profile) throws(SystemError) -> [AbsolutePath] {
    let hasState = try Files.status(profile.stateDirectory)?.kind == .directory
    return (reach == .home || !hasState ? [profile.home] : []) + (hasState ? [profile.stateDirectory] : [])
  }
}

extension CommandFailure {
  /// Another command held the lock on a directory as long as this one could wait.
  init(busy directory: AbsolutePath, _ context: CommandContext) {
    self.init(
      "another openclaw command is still at work", location: directory.string,
      reason: "it holds the lock on this directory and did not finish in \(context.wait.milliseconds / 1000) s",
      hints: ["fuser -v \(directory)", context.commandLine(context.invocation.path.joined(separator: " "))],
      code: "busy")
  }
}
