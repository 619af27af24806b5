import Platform
import Profiles

/// One gateway per state directory: the kernel holds the lock for this process, so a crash leaves none behind.
///
/// Taken on the log directory; the state directory itself is what lifecycle commands lock.
enum ProfileLock {
  /// - Throws: `StartRefusal` when another gateway holds it.
  static func take(_ profile: Profile) throws(StartRefusal) -> AdvisoryLock {
    let directory = profile.logFile.parent
    let lock: AdvisoryLock?
    do throws(SystemError) {
      try Files.makeDirectory(profile.stateDirectory, mode: 0o700)
      try Files.makeDirectory(directory, mode: 0o700)
      lock = try AdvisoryLock.tryExclusive(on: directory)
    } catch {
      throw StartRefusal(
        .failed, "gateway start blocked", place: error.subject ?? directory.string, reason: error.reason,
        remedy: "give this user the state directory, or name another with OPENCLAW_STATE_DIR", code: error.code)
    }
    guard let lock else {
      throw StartRefusal(
        .failed, "another gateway instance already runs for the profile \(profile.name)",
        place: profile.stateDirectory.abbreviated(home: profile.home), reason: "it holds the lock on \(directory)",
        remedy: profile.commandLine("gateway stop"))
    }
    return lock
  }
}
