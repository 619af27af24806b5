import CLinux
import Glibc

/// Runs another program to its end, with a deadline and a limit on what it prints.
package enum Subprocess {
  /// Runs `executable` with these arguments and environment, no standard input, and collects its output.
  ///
  /// Done when the program has ended, though a child of its own go on. Output past `limit` bytes a stream is dropped.
  /// At the deadline the program gets SIGKILL. It starts with default signal actions, none blocked. Calls
  /// `posix_spawn(3)`, `pidfd_open(2)`, `poll(2)`, `waitpid(2)`.
  ///
  /// - Throws: `SystemError`, `EINVAL` when a text holds a NUL.
  package static func run(
    _ executable: AbsolutePath, _ arguments: [String], environment: Environment, limit: Int = 1 << 20,
    deadline: Deadline
  ) throws(SystemError) -> SubprocessResult {
    var output = try CapturedOutput(limit: limit)
    var errors = try CapturedOutput(limit: limit)
    let child = try spawn(executable, arguments, environment, output: output.writeEnd, errors: errors.writeEnd)
    let collection = Result { () throws(SystemError) in try collect(&output, &errors, of: child, deadline) }
    let hasEnded = if case .success(true) = collection { true } else { false }
    if !hasEnded { kill(child, SIGKILL) }
    var status: Int32 = 0
    try checked("waitpid", executable.string) { waitpid(child, &status, 0) }
    return SubprocessResult(
      termination: try collection.get() ? termination(status) : .timedOut, standardOutput: output.content,
      standardError: errors.content)
  }

  /// The program of this name in the first of these directories that has it.
  package static func find(_ name: String, in directories: [AbsolutePath]) throws(SystemError) -> AbsolutePath? {
    for candidate in directories.map({ $0.appending(name) }) where access(candidate.string, X_OK) == 0 {
      if try Files.status(candidate)?.kind == .regular { return candidate }
    }
    return nil
  }

  /// Reads until the program has ended, then what is left in the pipes.
  ///
  /// False when the deadline comes first.
  private static func collect(
    _ output: inout CapturedOutput, _ errors: inout CapturedOutput, of child: pid_t, _ deadline: Deadline
  ) throws(SystemError) -> Bool {
    let end = Descriptor(taking: try checked("pidfd_open") { cl_pidfd_open(child, 0) })
    output.closeWriteEnd()
    errors.closeWriteEnd()
    var waits = [end.raw, output.readEnd, errors.readEnd].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while waits[0].revents == 0 {
      if deadline.hasPassed { return false }
      try checked("poll") { poll(&waits, nfds_t(waits.count), deadline.remainingMilliseconds) }
      if waits[1].revents != 0, try !output.receive() { waits[1].fd = -1 }
      if waits[2].revents != 0, try !errors.receive() { waits[2].fd = -1 }
    }
    try output.receiveRest()
    try errors.receiveRest()
    return true
  }

  private static func spawn(
    _ executable: AbsolutePath, _ arguments: [String], _ environment: Environment, output: Int32, errors: Int32
  ) throws(SystemError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    try prepared(posix_spawn_file_actions_init(&actions))
    defer { posix_spawn_file_actions_destroy(&actions) }
    try prepared(posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0))
    try prepared(posix_spawn_file_actions_adddup2(&actions, output, 1))
    try prepared(posix_spawn_file_actions_adddup2(&actions, errors, 2))
    var attributes = posix_spawnattr_t()
    try prepared(posix_spawnattr_init(&attributes))
    defer { posix_spawnattr_destroy(&attributes) }
    try setDefaultSignals(&attributes)
    var child: pid_t = 0
    let argv = try CStringArray([executable.string] + arguments)
    let envp = try CStringArray(environment.assignments)
    let code = posix_spawn(&child, executable.string, &actions, &attributes, argv.pointer, envp.pointer)
    if code != 0 { throw SystemError(code: code, call: "posix_spawn", subject: executable.string) }
    return child
  }

  /// Takes the result of a call that gives its error instead of setting `errno`: without one of them the program would run
  /// with other streams or signals than it should.
  static func prepared(_ code: Int32) throws(SystemError) {
    if code != 0 { throw SystemError(code: code, call: "posix_spawn") }
  }

  private static func setDefaultSignals(_ attributes: inout posix_spawnattr_t) throws(SystemError) {
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    try prepared(posix_spawnattr_setsigmask(&attributes, &none))
    try prepared(posix_spawnattr_setsigdefault(&attributes, &all))
    try prepared(posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)))
  }

  private static func termination(_ status: Int32) -> SubprocessResult.Termination {
    cl_wifexited(status) != 0 ? .exited(cl_wexitstatus(status)) : .signalled(cl_wtermsig(status))
  }
}
