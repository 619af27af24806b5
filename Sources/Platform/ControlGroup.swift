import CLinux
import Glibc

/// A control group of the kernel's version 2 hierarchy: a process cannot leave it, and neither can what it starts:
/// `cgroups(7)`.
package struct ControlGroup: Hashable, Sendable {
  /// Its directory in the hierarchy.
  package let directory: AbsolutePath

  /// How long the processes of a group may take to go after SIGKILL, before it is left to a later look.
  private static let patience = Duration.milliseconds(100)

  /// Names a group that somebody has made.
  package init(at directory: AbsolutePath) { self.directory = directory }

  /// The group this process is in; nil where the machine has no version 2 hierarchy in sight.
  package static func current(proc: AbsolutePath = ListeningSockets.proc.appending("self")) throws(SystemError)
    -> ControlGroup?
  {
    let mounts = String(decoding: try Files.read(proc.appending("mountinfo"), limit: 1 << 22) ?? [], as: UTF8.self)
    let groups = String(decoding: try Files.read(proc.appending("cgroup"), limit: 1 << 16) ?? [], as: UTF8.self)
    guard let mount = mounts.split(separator: "\n").lazy.compactMap(ControlGroupMount.init).first,
      let own = groups.split(separator: "\n").first(where: { $0.hasPrefix("0::/") })
    else { return nil }
    return mount.directory(of: String(own.dropFirst(3))).map(ControlGroup.init)
  }

  /// Makes a group in this one.
  ///
  /// - Throws: `SystemError` where none may be made: `EACCES`, `EROFS`.
  package func makeGroup(_ name: String) throws(SystemError) -> ControlGroup {
    let group = ControlGroup(at: directory.appending(name))
    try Files.makeDirectory(group.directory, mode: 0o755)
    return group
  }

  /// The file through which a process joins: it writes `0`.
  func membership() throws(SystemError) -> Descriptor {
    try Descriptor(opening: directory.appending("cgroup.procs"), O_WRONLY)
  }

  /// Sends SIGKILL to every process in the group and in those below it, and waits a moment until they are gone.
  package func killAll() throws(SystemError) {
    let deadline = Deadline.after(Self.patience)
    try kill()
    while try isPopulated(), !deadline.hasPassed {
      deadline.pause(.milliseconds(1))
      try kill()
    }
  }

  /// One look at who is there: on an old kernel, processes that were forked during it are left for the next.
  private func kill() throws(SystemError) {
    do throws(SystemError) {
      try Descriptor(opening: directory.appending("cgroup.kill"), O_WRONLY).writeAll([UInt8(ascii: "1")])
    } catch {
      // A kernel before 5.14 has no such file.
      if error.code != ENOENT { throw error }
      try killListed()
    }
  }

  /// Removes the group and those below it; false while something runs in one of them.
  package func remove() throws(SystemError) -> Bool {
    for group in try groups() where try !group.remove() { return false }
    do throws(SystemError) { try Files.remove(directory) } catch {
      if error.code == EBUSY { return false }
      throw error
    }
    return true
  }

  private func isPopulated() throws(SystemError) -> Bool {
    let events = try Files.read(directory.appending("cgroup.events"), limit: 4096) ?? []
    return String(decoding: events, as: UTF8.self).split(separator: "\n").contains("populated 1")
  }

  private func killListed() throws(SystemError) {
    for group in try groups() { try group.killListed() }
    let list = String(decoding: try Files.read(directory.appending("cgroup.procs")) ?? [], as: UTF8.self)
    for process in list.split(separator: "\n").compactMap({ Int32($0) }) where process > 0 {
      Glibc.kill(process, SIGKILL)
    }
  }

  private func groups() throws(SystemError) -> [ControlGroup] {
    var groups: [ControlGroup] = []
    for name in try Files.list(directory) ?? [] {
      let path = directory.appending(name)
      if try Files.status(path)?.kind == .directory { groups.append(ControlGroup(at: path)) }
    }
    return groups
  }
}

/// Where a version 2 hierarchy is mounted: a line of `/proc/PID/mountinfo`, `proc_pid_mountinfo(5)`.
struct ControlGroupMount: Hashable {
  /// The group that is seen at the mount point.
  let root: String
  let point: AbsolutePath

  /// Reads a line; nil for a mount of another kind.
  init?(line: Substring) {
    let fields = line.split(separator: " ")
    guard let separator = fields.firstIndex(of: "-"), fields.count > separator + 1, separator > 4,
      fields[separator + 1] == "cgroup2", let point = AbsolutePath(String(fields[4]))
    else { return nil }
    root = String(fields[3])
    self.point = point
  }

  /// The directory of a group; nil for one that is not below the mount.
  func directory(of group: String) -> AbsolutePath? {
    let prefix = root == "/" ? "" : root
    guard group == prefix || group.hasPrefix(prefix + "/"), !group.split(separator: "/").contains("..") else {
      return nil
    }
    let rest = group.dropFirst(prefix.count).drop { $0 == "/" }
    return rest.isEmpty ? point : point.appending(String(rest))
  }
}
