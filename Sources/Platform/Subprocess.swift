import CLinux
import Glibc

/// What a finished child process left.
package struct SubprocessResult: Sendable {
  /// How the child ended.
  package let termination: Termination
  package let standardOutput: [UInt8]
  package let standardError: [UInt8]

  package enum Termination: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// It ran past its deadline and was killed.
    case timedOut
  }
}

/// Runs another program to its end, with a deadline and a limit on what it prints.
package enum Subprocess {
  /// Runs `executable` with these arguments and environment, no standard input, and collects its output.
  ///
  /// Output past `limit` bytes a stream is read and dropped. At the deadline the child gets SIGKILL. Calls
  /// `posix_spawn(3)`, `poll(2)`, `waitpid(2)`.
  package static func run(
    _ executable: AbsolutePath, _ arguments: [String], environment: Environment, limit: Int = 1 << 20,
    deadline: Deadline
  ) throws(SystemError) -> SubprocessResult {
    let output = try Pipe()
    let errors = try Pipe()
    let child = try spawn(executable, arguments, environment, output: output.writeEnd.raw, errors: errors.writeEnd.raw)
    var streams = [Stream(output.consumeReadEnd()), Stream(errors.consumeReadEnd())]
    defer { for stream in streams { close(stream.descriptor) } }
    let inTime = try collect(&streams, limit: limit, deadline: deadline)
    if !inTime { kill(child, SIGKILL) }
    var status: Int32 = 0
    try checked("waitpid", executable.string) { waitpid(child, &status, 0) }
    return SubprocessResult(
      termination: inTime ? termination(status) : .timedOut, standardOutput: streams[0].content,
      standardError: streams[1].content)
  }

  /// The program of this name in the first of these directories that has it.
  package static func find(_ name: String, in directories: [AbsolutePath]) -> AbsolutePath? {
    directories.map { $0.appending(name) }.first { access($0.string, X_OK) == 0 }
  }

  private struct Pipe: ~Copyable {
    private let readEnd: Descriptor
    let writeEnd: Descriptor

    init() throws(SystemError) {
      var ends: [Int32] = [-1, -1]
      try checked("pipe2") { pipe2(&ends, O_CLOEXEC) }
      readEnd = Descriptor(taking: ends[0])
      writeEnd = Descriptor(taking: ends[1])
    }

    /// Closes the end that the child has inherited and hands over ours.
    consuming func consumeReadEnd() -> Int32 { readEnd.release() }
  }

  private struct Stream {
    let descriptor: Int32
    var content: [UInt8] = []
    var isOpen = true

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    mutating func receive(limit: Int) throws(SystemError) {
      var chunk = [UInt8](repeating: 0, count: 16384)
      let count = try checked("read") { read(descriptor, &chunk, chunk.count) }
      isOpen = count > 0
      content.append(contentsOf: chunk[..<min(count, max(0, limit - content.count))])
    }
  }

  private static func collect(_ streams: inout [Stream], limit: Int, deadline: Deadline) throws(SystemError) -> Bool {
    while streams.contains(where: \.isOpen) {
      if deadline.hasPassed { return false }
      var waits = streams.map { pollfd(fd: $0.isOpen ? $0.descriptor : -1, events: Int16(POLLIN), revents: 0) }
      try checked("poll") { poll(&waits, nfds_t(waits.count), deadline.remainingMilliseconds) }
      for index in streams.indices where waits[index].revents != 0 { try streams[index].receive(limit: limit) }
    }
    return true
  }

  private static func spawn(
    _ executable: AbsolutePath, _ arguments: [String], _ environment: Environment, output: Int32, errors: Int32
  ) throws(SystemError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    var child: pid_t = 0
    let variables = environment.values.map { "\($0.key)=\($0.value)" }.sorted()
    let code = CStringArray.withPointers([executable.string] + arguments) { argv in
      CStringArray.withPointers(variables) { envp in
        posix_spawn(&child, executable.string, &actions, nil, argv, envp)
      }
    }
    if code != 0 { throw SystemError(code: code, call: "posix_spawn", subject: executable.string) }
    return child
  }

  private static func termination(_ status: Int32) -> SubprocessResult.Termination {
    cl_wifexited(status) != 0 ? .exited(cl_wexitstatus(status)) : .signalled(cl_wtermsig(status))
  }
}

/// Replaces this process by another program: `execve(2)`. Returns only to throw.
package func replaceProcess(
  with executable: AbsolutePath, _ arguments: [String], environment: Environment
) throws(SystemError) -> Never {
  let variables = environment.values.map { "\($0.key)=\($0.value)" }.sorted()
  CStringArray.withPointers(arguments) { argv in
    CStringArray.withPointers(variables) { envp in _ = execve(executable.string, argv, envp) }
  }
  throw SystemError(call: "execve", subject: executable.string)
}

/// Lends strings to C as a NULL-terminated array of pointers.
enum CStringArray {
  static func withPointers<Value>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value
  ) -> Value {
    var pointers = strings.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("an array with a terminator is not empty") }
      return body(UnsafePointer(base))
    }
  }
}
