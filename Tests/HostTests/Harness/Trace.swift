/// What `strace` says of a program.
enum Trace {
  /// Calls that write to a file, change a directory, signal, or make a process; threads and `/dev/null` are fine.
  static func changesSomething(_ line: Substring) -> Bool {
    guard let name = line.firstMatch(of: /^\d+ +(\w+)\(/)?.1 else { return false }
    let forbidden: Set<Substring> = [
      "kill", "tkill", "tgkill", "pidfd_send_signal", "fork", "vfork", "rename", "renameat", "renameat2", "unlink",
      "unlinkat", "mkdir", "mkdirat", "rmdir", "chmod", "fchmod", "fchmodat", "chown", "fchown", "truncate",
      "ftruncate", "link", "linkat", "symlink", "symlinkat", "utimensat", "creat",
    ]
    switch name {
    case "open", "openat", "openat2":
      return line.contains(/O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/) && !line.contains("\"/dev/null\"")
    case "clone", "clone3": return !line.contains("CLONE_THREAD")
    default: return forbidden.contains(name)
    }
  }
}
