/// Locks on directories that exist, held until the value goes.
///
/// Each directory is locked once, whatever its names, and all commands take them in the same order, so that two never
/// wait for each other.
package struct DirectoryLocks: Sendable {
  /// How taking them ended.
  package enum Outcome: Sendable {
    case taken(DirectoryLocks)
    /// The deadline came first; nothing is held.
    case busy(AbsolutePath)
  }

  private var held: [Held] = []

  private init() {}

  /// Takes the locks, waiting for whoever holds one.
  ///
  /// A path at which there is nothing is passed over. `onWait` is called once for each lock that has to be waited for.
  package static func take(
    on paths: [AbsolutePath], deadline: Deadline, onWait: (AbsolutePath) -> Void
  ) throws(SystemError) -> Outcome {
    var locks = DirectoryLocks()
    for path in try ordered(paths) {
      guard let lock = try AdvisoryLock.exclusive(on: path, deadline: deadline, onWait: { onWait(path) }) else {
        return .busy(path)
      }
      locks.held.append(Held(lock))
    }
    return .taken(locks)
  }

  /// The paths that lead somewhere, one for each directory, in the order of device and inode.
  static func ordered(_ paths: [AbsolutePath]) throws(SystemError) -> [AbsolutePath] {
    var entries: [(device: UInt64, inode: UInt64, path: AbsolutePath)] = []
    for path in paths {
      guard let entry = try Files.status(path) else { continue }
      if !entries.contains(where: { $0.device == entry.device && $0.inode == entry.inode }) {
        entries.append((entry.device, entry.inode, path))
      }
    }
    return entries.sorted { ($0.device, $0.inode) < ($1.device, $1.inode) }.map(\.path)
  }

  /// Arrays hold no values that cannot be copied.
  private final class Held: Sendable {
    private let lock: AdvisoryLock

    init(_ lock: consuming AdvisoryLock) { self.lock = lock }
  }
}
