import Platform

/// Keeps other commands from a configuration file and from its backups, as long as it is held.
///
/// The locks are on directories that exist; those of lifecycle commands on the state directory are the same ones.
struct ConfigurationLock {
  private let locks: DirectoryLocks

  /// Waits until no other command works on either; nil when the deadline comes first.
  ///
  /// `onWait` is called once at most.
  init?(
    _ file: AbsolutePath, _ stateDirectory: AbsolutePath, deadline: Deadline, onWait: () -> Void
  ) throws(SystemError) {
    var isTold = false
    let directories = [try AtomicFile.target(of: file).parent, stateDirectory]
    let outcome = try DirectoryLocks.take(on: directories, deadline: deadline) { _ in
      if !isTold { onWait() }
      isTold = true
    }
    guard case .taken(let locks) = outcome else { return nil }
    self.locks = locks
  }
}
