import Glibc
import Platform
import Testing

@Suite("A companion process") struct CompanionProcessTests {
  private func shell(_ script: String) throws -> CompanionProcess {
    try CompanionProcess(
      #require(AbsolutePath("/bin/sh")), ["-c", script], environment: Environment(["PATH": "/usr/bin:/bin"]))
  }

  /// A process that has said that it is there.
  private func begun(_ script: String) throws -> CompanionProcess {
    let process = try shell(script)
    let deadline = Deadline.after(.seconds(30))
    while try !process.printed().contains("there"), !deadline.hasPassed { deadline.pause(.milliseconds(5)) }
    try #require(try process.printed().contains("there"))
    return process
  }

  @Test("what it prints is kept, and its end is seen") func output() throws {
    let process = try shell("echo out; echo err >&2")
    #expect(process.waitForEnd(until: .after(.seconds(30))))
    #expect(try process.printed() == "out\nerr\n")
    process.end()
    #expect(ProcessStatus.read(process.processIdentifier) == nil)
  }

  @Test("it is ended, whether or not it listens to SIGTERM", arguments: ["", "trap '' TERM;"]) func end(trap: String)
    throws
  {
    let process = try begun("\(trap) echo there; while :; do sleep 1; done")
    process.end()
    process.end()
    #expect(ProcessStatus.read(process.processIdentifier) == nil)
  }

  @Test("it ends with the thread that started it") func bound() throws {
    let gathering = Gathering(deadline: .after(.seconds(30)))
    let started = gathering.start { [self] in Result { try begun("echo there; exec sleep 60") } }
    let process = try #require(gathering.value(of: started)).get()
    #expect(process.waitForEnd(until: .after(.seconds(30))))
  }

  @Test("one that cannot be run ends at once") func missing() throws {
    let process = try CompanionProcess(#require(AbsolutePath("/nonexistent/x")), [], environment: Environment())
    #expect(process.waitForEnd(until: .after(.seconds(30))))
  }
}
