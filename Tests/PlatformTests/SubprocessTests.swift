import Glibc
import TestSupport
import Testing

@testable import Platform

@Suite("Subprocess")
struct SubprocessTests {
  @Test("the exit status and both streams come back", arguments: [0, 1, 78, 255])
  func exit(status: Int32) throws {
    let result = try shell("echo out; echo err >&2; exit \(status)")
    #expect(result.termination == .exited(status))
    #expect(result.standardOutput == Array("out\n".utf8))
    #expect(result.standardError == Array("err\n".utf8))
  }

  @Test("a signal is told from an exit", arguments: [SIGTERM, SIGKILL, SIGSEGV])
  func signalled(signal: Int32) throws {
    #expect(try shell("kill -\(signal) $$").termination == .signalled(signal))
  }

  @Test("arguments and environment arrive byte for byte, and nothing else") func arguments() throws {
    let arguments = ["", " ", "a b", "'\"\\$%é\n", "--x=\u{301}"]
    let words = try run("/usr/bin/printf", ["%s\\0"] + arguments).standardOutput
    #expect(words == arguments.flatMap { Array($0.utf8) + [0] })
    let variables = try run("/usr/bin/env", ["-0"], Environment(["A": "1\n2", "B": "", "É": "é"])).standardOutput
    #expect(variables == Array("A=1\n2\0B=\0É=é\0".utf8))
  }

  @Test("a text with a NUL is refused, not cut") func nul() {
    for (arguments, environment) in [(["a\0b"], Environment()), ([], Environment(["A": "\0"]))] {
      #expect(throws: SystemError.self) { try run("/bin/true", arguments, environment) }
    }
  }

  @Test("standard input is empty") func standardInput() throws {
    #expect(try run("/bin/cat", []).termination == .exited(0))
  }

  @Test("at the deadline the program is killed", arguments: ["exec sleep 60", "exec sleep 60 >&- 2>&-", "exec yes"])
  func timeout(script: String) throws {
    let start = MonotonicClock.nanoseconds()
    #expect(try shell(script, limit: 100, deadline: .after(.milliseconds(100))).termination == .timedOut)
    #expect(MonotonicClock.nanoseconds() - start < 10_000_000_000)
  }

  @Test("it is over when the program is, though a child keeps its output open") func daemon() throws {
    let result = try shell("sleep 30 & echo $!")
    let child = pid_t(String(decoding: result.standardOutput, as: UTF8.self).trimmingBlanks())
    kill(try #require(child), SIGKILL)
    #expect(result.termination == .exited(0))
  }

  @Test("output past the limit is dropped, and does not stop the program", arguments: [0, 1, 5000, 1_000_000])
  func limit(limit: Int) throws {
    let result = try shell("head -c 1000000 /dev/zero; head -c 10 /dev/zero >&2; exit 3", limit: limit)
    #expect(result.termination == .exited(3))
    #expect(result.standardOutput.count == min(limit, 1_000_000))
    #expect(result.standardError.count == min(limit, 10))
  }

  @Test("a preparation that fails is an error, and no program runs with half of it") func preparation() throws {
    try Subprocess.prepared(0)
    let error = #expect(throws: SystemError.self) { try Subprocess.prepared(ENOMEM) }
    #expect(error?.code == ENOMEM && error?.call == "posix_spawn")
  }

  @Test("a program that is not there is an error") func absent() {
    #expect(throws: SystemError(code: ENOENT, call: "posix_spawn", subject: "/no/such/program")) {
      try run("/no/such/program", [])
    }
  }

  @Test("signals that are blocked or ignored here are not in the program") func signals() async {
    await #expect(processExitsWith: .success) {
      signal(SIGPIPE, SIG_IGN)
      var blocked = sigset_t()
      sigfillset(&blocked)
      pthread_sigmask(SIG_SETMASK, &blocked, nil)
      let status = try Subprocess.run(
        #require(AbsolutePath("/bin/grep")), ["-E", "^Sig(Blk|Ign):", "/proc/self/status"], environment: Environment(),
        deadline: .after(.seconds(30)))
      let lines = String(decoding: status.standardOutput, as: UTF8.self).split(separator: "\n")
      #expect(lines.count == 2)
      for line in lines {
        // The C library keeps signals 32 and 33 for itself.
        let mask = try #require(UInt64(line.suffix(16), radix: 16))
        #expect(mask & 0x7FFF_FFFF == 0, "\(line)")
      }
    }
  }

  @Test("a program is found in the first directory that has it as a file to run") func find() throws {
    try withScratch { scratch in
      for name in ["a", "b", "c", "d"] { try Files.makeDirectory(scratch.appending(name), mode: 0o700) }
      try Files.makeDirectory(scratch.appending("a/tool"), mode: 0o700)
      try AtomicFile.write([], to: scratch.appending("b/tool"), mode: 0o600)
      for name in ["c", "d"] { try AtomicFile.write([], to: scratch.appending("\(name)/tool"), mode: 0o700) }
      let directories = ["none", "a", "b", "c", "d"].map(scratch.appending)
      #expect(try Subprocess.find("tool", in: directories) == scratch.appending("c/tool"))
      #expect(try Subprocess.find("other", in: directories) == nil)
    }
  }

  @Test("a process becomes another program, with its arguments and environment") func replaced() async throws {
    let result = await #expect(processExitsWith: .exitCode(7), observing: [\.standardOutputContent]) {
      try replaceProcess(
        with: #require(AbsolutePath("/bin/sh")), ["name", "-c", "echo $0 $1 $A; exit 7", "zero", "one"],
        environment: Environment(["A": "b"]))
    }
    let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
    #expect(output.contains("zero one b\n"))
  }

  @Test("a process that cannot become another program goes on") func notReplaced() {
    #expect(throws: SystemError(code: ENOENT, call: "execve", subject: "/no/such/program")) {
      try replaceProcess(
        with: AbsolutePath.root.appending("no/such/program"), ["name"], environment: Environment())
    }
  }

  private func run(
    _ program: String, _ arguments: [String], _ environment: Environment = Environment(), limit: Int = 1 << 20,
    deadline: Deadline = .after(.seconds(30))
  ) throws -> SubprocessResult {
    try Subprocess.run(
      #require(AbsolutePath(program)), arguments, environment: environment, limit: limit, deadline: deadline)
  }

  private func shell(
    _ script: String, limit: Int = 1 << 20, deadline: Deadline = .after(.seconds(30))
  ) throws -> SubprocessResult {
    try run("/bin/sh", ["-c", script], Environment(["PATH": "/usr/bin:/bin"]), limit: limit, deadline: deadline)
  }
}
