import CLinux
import Glibc

/// A lock that the kernel holds for this process and drops when it dies: `flock(2)`.
///
/// Taken on an existing file or directory, which is neither written nor created.
package struct AdvisoryLock: ~Copyable, Sendable {
  private let descriptor: Descriptor

  /// Takes the lock without waiting; nil when somebody else holds it.
  package static func tryExclusive(on path: AbsolutePath) throws(SystemError) -> AdvisoryLock? {
    let descriptor = try Descriptor(opening: path, O_RDONLY)
    do {
      try checked("flock", path.string) { flock(descriptor.raw, LOCK_EX | LOCK_NB) }
    } catch {
      if error.code == EWOULDBLOCK { return nil }
      throw error
    }
    return AdvisoryLock(descriptor: descriptor)
  }

  /// Takes the lock, waiting for whoever holds it; nil when the deadline comes first.
  ///
  /// `onWait` is called once if there is somebody to wait for. `flock(2)` knows no deadline, so the lock is tried for
  /// again and again.
  package static func exclusive(
    on path: AbsolutePath, deadline: Deadline, onWait: () -> Void
  ) throws(SystemError) -> AdvisoryLock? {
    var isWaiting = false
    while true {
      if let lock = try tryExclusive(on: path) { return lock }
      if !isWaiting { onWait() }
      isWaiting = true
      if deadline.hasPassed { return nil }
      deadline.pause(.milliseconds(50))
    }
  }

  private init(descriptor: consuming Descriptor) { self.descriptor = descriptor }
}
