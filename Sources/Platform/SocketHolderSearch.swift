/// Finds the processes that hold sockets, by the links in `/proc/PID/fd`: `proc_pid_fd(5)`.
///
/// A process that may not be looked into, or that ends meanwhile, is passed over: its sockets stay without a holder.
struct SocketHolderSearch {
  /// A process for each socket inode that was found.
  private(set) var holders: [UInt64: RunningProcess] = [:]
  private var wanted: Set<UInt64>
  private var linksLeft: Int
  private let proc: AbsolutePath

  /// - Parameter limit: how many links are read at most, in all.
  init(for inodes: Set<UInt64>, proc: AbsolutePath, limit: Int = 1 << 18) {
    wanted = inodes
    linksLeft = limit
    self.proc = proc
  }

  mutating func look(at processes: [Int32]) {
    for process in processes where !isOver { look(into: process) }
  }

  mutating func lookAtEveryProcess() {
    if isOver { return }
    do { look(at: try (Files.list(proc) ?? []).compactMap { Int32($0) }) } catch { return }
  }

  private var isOver: Bool { wanted.isEmpty || linksLeft <= 0 }

  private mutating func look(into process: Int32) {
    let directory = proc.appending("\(process)/fd")
    do {
      var held: [UInt64] = []
      _ = try Files.firstName(in: directory) { name throws(SystemError) in
        linksLeft -= 1
        if let inode = try Self.socket(at: directory.appending(name)), wanted.remove(inode) != nil {
          held.append(inode)
        }
        return isOver
      }
      guard !held.isEmpty, let summary = try RunningProcess.read(process, proc: proc) else { return }
      for inode in held { holders[inode] = summary }
    } catch { return }
  }

  /// The inode of a link whose target reads `socket:[4711]`.
  private static func socket(at link: AbsolutePath) throws(SystemError) -> UInt64? {
    guard let target = try Files.linkTarget(link), target.hasPrefix("socket:["), target.hasSuffix("]") else {
      return nil
    }
    return UInt64(target.dropFirst("socket:[".count).dropLast())
  }
}
