/// What `proc(5)` says of a process that runs.
package struct RunningProcess: Hashable, Sendable {
  /// Its number, unique as long as it lives.
  package let processIdentifier: Int32
  /// The name of its program, 15 bytes at most.
  package let command: String
  /// Its arguments with secrets masked; empty for a kernel thread and for a process that has ended.
  package let arguments: [String]
  /// The effective user id.
  package let userID: UInt32

  /// A process from its parts, whose arguments are masked here.
  package init(processIdentifier: Int32, command: String, arguments: [String], userID: UInt32) {
    self.processIdentifier = processIdentifier
    self.command = command
    self.arguments = MaskedArguments.masking(arguments)
    self.userID = userID
  }

  /// The arguments in one line, for people.
  package var commandLine: String { arguments.joined(separator: " ") }

  /// Reads `/proc/PID/status` and the first 64 KiB of `/proc/PID/cmdline`.
  ///
  /// Nil when there is no such process.
  package static func read(
    _ processIdentifier: Int32, proc: AbsolutePath = ListeningSockets.proc
  ) throws(SystemError) -> RunningProcess? {
    let directory = proc.appending("\(processIdentifier)")
    guard let status = try Files.read(directory.appending("status"), limit: 65536),
      let command = values(of: "Name", in: status).first,
      let userID = values(of: "Uid", in: status).dropFirst().first.flatMap({ UInt32($0) }),
      let words = try Files.readPrefix(of: directory.appending("cmdline"), count: 65536)
    else { return nil }
    return RunningProcess(
      processIdentifier: processIdentifier, command: command, arguments: arguments(words), userID: userID)
  }

  /// Each argument ends with a NUL, except where a program has overwritten them with a title of its own.
  private static func arguments(_ words: [UInt8]) -> [String] {
    let ended = words.last == 0 ? words.dropLast() : words[...]
    guard !words.isEmpty else { return [] }
    return ended.split(separator: 0, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What the line of a name says in `proc_pid_status(5)`: a name, a colon, and values between tabs.
  private static func values(of name: String, in status: [UInt8]) -> [String] {
    let line = status.split(separator: UInt8(ascii: "\n")).first { $0.starts(with: "\(name):".utf8) }
    let values = line?.dropFirst(name.utf8.count + 1).split(separator: UInt8(ascii: "\t")) ?? []
    return values.map { String(decoding: $0, as: UTF8.self) }
  }
}
