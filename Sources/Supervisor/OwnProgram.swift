import Platform

/// The program this process runs, and whether an update has put another in its place: `proc_pid_exe(5)`.
struct OwnProgram {
  private let path: AbsolutePath
  private let running: FileStatus?
  private var seen: FileStatus?
  private var refused: FileStatus?

  /// How long a program may take to say its version.
  private static let patience = Duration.seconds(2)

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

  /// Whether the program there works: one that cannot say its version takes nothing over, and is tried once.
  mutating func works() throws(SystemError) -> Bool {
    let found = try Files.status(path)
    guard found != refused else { return false }
    let problem: String
    do throws(SystemError) {
      let trial = try Subprocess.run(
        path, ["--version"], environment: Environment(), deadline: .after(Self.patience))
      if trial.termination == .exited(0) { return true }
      problem = "\(trial.termination)"
    } catch { problem = error.description }
    SupervisorLog.write("the program at \(path) does not work and takes nothing over: \(problem)")
    refused = found
    return false
  }
}
