import Platform
import Profiles
import Synchronization

/// One gateway per state directory: the kernel holds the lock for this process, so a crash leaves none behind.
///
/// Taken on the log directory; the state directory itself is what lifecycle commands lock.
final class ProfileLock: Sendable {
  private let profile: Profile
  private let held = Mutex<AdvisoryLock?>(nil)

  init(_ profile: Profile) { self.profile = profile }

  /// Takes the lock where there is a directory that another gateway could hold; makes none.
  ///
  /// - Parameter patience: how long a gateway that has been told to end may take to let it go.
  /// - Throws: `StartRefusal` when another gateway holds it.
  func takeExisting(patience: Duration = .zero) throws(StartRefusal) {
    let exists: Bool
    do throws(SystemError) { exists = try Files.status(directory) != nil } catch { throw refusal(error) }
    if exists { try take(patience: patience) }
  }

  /// Takes the lock, and makes the directories where they are missing.
  ///
  /// Twice is once.
  func take(patience: Duration = .zero) throws(StartRefusal) {
    try held.withLock { lock throws(StartRefusal) in
      guard lock == nil else { return }
      do throws(SystemError) { lock = try makeAndTake(.after(patience)) } catch { throw refusal(error) }
      if lock == nil { throw heldByAnother() }
    }
  }

  private var directory: AbsolutePath { profile.gatewayLock }

  private func makeAndTake(_ deadline: Deadline) throws(SystemError) -> AdvisoryLock? {
    try Files.makeDirectory(profile.stateDirectory, mode: 0o700)
    try Files.makeDirectory(directory, mode: 0o700)
    while true {
      if let lock = try AdvisoryLock.tryExclusive(on: directory) { return lock }
      if deadline.hasPassed { return nil }
      deadline.pause(.milliseconds(20))
    }
  }

  private func refusal(_ error: SystemError) -> StartRefusal {
    StartRefusal(
      .failed, "gateway start blocked", place: error.subject ?? directory.string, reason: error.reason,
      remedy: "give this user the state directory, or name another with OPENCLAW_STATE_DIR", code: error.code)
  }

  private func heldByAnother() -> StartRefusal {
    let holder: RunningProcess?
    do throws(SystemError) { holder = try AdvisoryLock.holder(of: directory) } catch { holder = nil }
    let name = holder.map { "process \($0.processIdentifier) (\($0.commandLine))" } ?? "it"
    let kill = holder.map { ", or kill \($0.processIdentifier) where it is no service" } ?? ""
    return StartRefusal(
      .failed, "another gateway instance already runs for the profile \(profile.name)",
      place: profile.stateDirectory.abbreviated(home: profile.home), reason: "\(name) holds the lock on \(directory)",
      remedy: profile.commandLine("gateway stop") + kill)
  }
}
