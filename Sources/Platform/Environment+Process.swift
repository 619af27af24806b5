extension Environment {
  /// The environment another process was started with: `proc_pid_environ(5)`.
  ///
  /// Nil when it has ended or may not be looked at, which takes the rights of its owner.
  package static func of(process: Int32, proc: AbsolutePath = ListeningSockets.proc) -> Environment? {
    do {
      guard let bytes = try Files.read(proc.appending("\(process)/environ")) else { return nil }
      return Environment(assignments: bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
    } catch { return nil }
  }
}
