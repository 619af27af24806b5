import Platform

/// Keeps other commands from a configuration file and from its backups, as long as it is held.
///
/// The locks are on directories that exist; those of lifecycle commands on the state directory are the same ones.
final class ConfigurationLock {
  private var locks: [HeldLock] = []

  /// Waits until no other command works on either; nil when the deadline comes first.
  ///
  /// `onWait` is called once at most.
  init?(
    _ file: AbsolutePath, _ stateDirectory: AbsolutePath, deadline: Deadline, onWait: () -> Void
  ) throws(SystemError) {
    var isTold = false
    var locked: Set<UInt64> = []
    // In the order of their paths, as everywhere: two commands never wait for each other.
    for directory in [try AtomicFile.target(of: file).parent, stateDirectory].sorted() {
      guard let inode = try Files.status(directory)?.inode, locked.insert(inode).inserted else { continue }
      let lock = try AdvisoryLock.exclusive(on: directory, deadline: deadline) {
        if !isTold { onWait() }
        isTold = true
      }
      guard let lock else { return nil }
      locks.append(HeldLock(lock))
    }
  }

  /// Lets the next command go on.
  func release() { locks = [] }

  private final class HeldLock {
    private let lock: AdvisoryLock

    init(_ lock: consuming AdvisoryLock) { self.lock = lock }
  }
}
