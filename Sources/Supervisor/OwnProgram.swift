import Platform

/// The program this process runs, and whether an update has put another in its place: `proc_pid_exe(5)`.
struct OwnProgram {
  private let path: AbsolutePath
  private let running: FileStatus?
  private var seen: FileStatus?

  /// - Parameter path: the file it was started from, links and all.
  init(_ path: AbsolutePath) throws(SystemError) {
    self.path = path
    running = try Files.status(ListeningSockets.proc.appending("self/exe"))
  }

  /// Whether another program is there, and whole: nothing about it has changed since the last look.
  mutating func isReplaced() throws(SystemError) -> Bool {
    let found = try Files.status(path)
    defer { seen = found }
    guard let found, let running, found.kind == .regular, found.mode & 0o111 != 0 else { return false }
    // Some file systems give one file several numbers: what is as old and as long is taken for the same.
    guard running.modified != found.modified || running.size != found.size else { return false }
    return (found.device, found.inode) != (running.device, running.inode) && found == seen
  }
}
