extension AdvisoryLock {
  /// The process that took the lock on a file or directory, nil when nobody did or it cannot be told: `proc_locks(5)`.
  package static func holder(
    of path: AbsolutePath, proc: AbsolutePath = ListeningSockets.proc
  ) throws(SystemError) -> RunningProcess? {
    guard let inode = try Files.status(path)?.inode, let table = try Files.read(proc.appending("locks")) else {
      return nil
    }
    let lines = String(decoding: table, as: UTF8.self).split(separator: "\n")
    guard let process = lines.lazy.compactMap({ processIdentifier($0, inode: inode) }).first else { return nil }
    return try RunningProcess.read(process, proc: proc)
  }

  /// Reads a line such as `1: FLOCK  ADVISORY  WRITE 71 08:01:5531 0 EOF`; nil for a lock on anything else.
  ///
  /// The device is not compared: some file systems tell `stat(2)` another one. Those who wait have `->` in their lines.
  private static func processIdentifier(_ line: Substring, inode: UInt64) -> Int32? {
    let words = line.split(separator: " ")
    guard words.count >= 6, words[1] == "FLOCK", words[3] == "WRITE",
      words[5].split(separator: ":").last.flatMap({ UInt64($0) }) == inode
    else { return nil }
    return Int32(words[4])
  }
}
