import CommandTree
import Platform
import Profiles

/// One lifecycle command at a time: later ones wait, as long as `--wait` says.
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
  /// directory, which may be one and the same.
  ///
  /// - Throws: `CommandFailure` with the code `busy` when the wait has ended.
  package init(_ reach: Reach, of profile: Profile, context: CommandContext) throws(CommandFailure) {
    let directory = profile.stateDirectory
    let (hasState, isHome) = try Self.look(at: directory, profile.home)
    let deadline = Deadline.after(context.wait)
    let homeLock = try Self.take(profile.home, if: reach == .home || !hasState, deadline, context)
    let stateLock = try Self.take(directory, if: hasState && !(isHome && reach == .home), deadline, context)
    home = homeLock
    state = stateLock
  }

  /// Whether there is a state directory, and whether it is the home directory itself: a second lock on one directory
  /// would wait for the first.
  private static func look(
    at directory: AbsolutePath, _ home: AbsolutePath
  ) throws(CommandFailure) -> (hasState: Bool, isHome: Bool) {
    do {
      guard let state = try Files.status(directory), state.kind == .directory else { return (false, false) }
      let home = try Files.status(home)
      return (true, home?.device == state.device && home?.inode == state.inode)
    } catch { throw CommandFailure(error) }
  }

  private static func take(
    _ path: AbsolutePath, if isNeeded: Bool, _ deadline: Deadline, _ context: CommandContext
  ) throws(CommandFailure) -> AdvisoryLock? {
    guard isNeeded else { return nil }
    let lock: AdvisoryLock?
    do {
      lock = try AdvisoryLock.exclusive(on: path, deadline: deadline) {
        context.progress(
          "waiting for another openclaw command to finish (\(path.abbreviated(home: context.profile.home)))")
      }
    } catch { throw CommandFailure(error) }
    if let lock { return lock }
    throw CommandFailure(busy: path, context)
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
