import CLinux
import Glibc
import Synchronization

/// A program that works beside this one and does not outlive it: it is told to end with the thread that started it,
/// which is to live on until the program runs.
package final class CompanionProcess: Sendable {
  /// Its number.
  package let processIdentifier: Int32
  private let handle: ProcessHandle
  private let output: Mutex<CapturedOutput>
  private let isReaped = Mutex(false)

  /// Starts it with nothing to read; what it prints is kept, up to 64 KiB.
  ///
  /// Calls `fork(2)`, `execve(2)`, and `prctl(2)` with `PR_SET_PDEATHSIG`.
  ///
  /// - Throws: `SystemError`; a program that cannot be run ends with the status 127 instead.
  package init(
    _ executable: AbsolutePath, _ arguments: [String], environment: Environment
  ) throws(SystemError) {
    var captured = try CapturedOutput(limit: 64 << 10)
    let argv = try CStringArray([executable.string] + arguments)
    let envp = try CStringArray(environment.assignments)
    let child = cl_spawn_companion(executable.string, captured.writeEnd, argv.pointer, envp.pointer)
    guard child > 0 else { throw SystemError(code: -child, call: "fork", subject: executable.string) }
    captured.closeWriteEnd()
    // A child that nobody has waited for keeps its number, ended or not.
    guard let handle = try ProcessHandle(child) else { throw SystemError(code: ESRCH, call: "pidfd_open") }
    processIdentifier = child
    self.handle = handle
    output = Mutex(captured)
  }

  deinit { end() }

  /// Waits for it to end by itself, which is true when it has.
  package func waitForEnd(until deadline: Deadline) -> Bool { handle.waitForEnd(until: deadline) }

  /// What it has printed so far, on both streams.
  package func printed() throws(SystemError) -> String {
    try output.withLock { output throws(SystemError) in
      try output.receiveRest()
      return String(decoding: output.content, as: UTF8.self)
    }
  }

  /// Ends it, with SIGTERM and after a second with SIGKILL, and waits until it is gone.
  package func end() {
    isReaped.withLock { isReaped in
      if isReaped { return }
      isReaped = true
      for signal in [SIGTERM, SIGKILL] where !handle.waitForEnd(until: .after(.zero)) {
        // The one way in which this fails is that it has ended.
        kill(processIdentifier, signal)
        _ = handle.waitForEnd(until: .after(.seconds(1)))
      }
      var status: Int32 = 0
      waitpid(processIdentifier, &status, 0)
    }
  }
}
