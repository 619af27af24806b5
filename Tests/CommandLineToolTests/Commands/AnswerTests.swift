import CommandTree
import Glibc
import Platform
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("An answer that cannot be written") struct AnswerTests {
  private func run(_ line: String, code: Int32) -> (status: CommandStatus, errors: String) {
    let written = CollectedOutput()
    let terminal = Terminal(isTerminal: false, width: nil)
    let console = Console(output: terminal, error: terminal) { stream, bytes throws(SystemError) in
      if stream == .output { throw SystemError(code: code, call: "write") }
      written.add(bytes, to: stream)
    }
    let arguments = line.split(separator: " ").map(String.init)
    let status = Program.run(arguments, environment: Environment(["HOME": "/nonexistent"]), console: console)
    return (status, written.text(.error))
  }

  @Test("a lost answer is a failure, told on standard error", arguments: ["version", "help", "profiles list --json"])
  func lost(_ line: String) {
    let run = run(line, code: ENOSPC)
    #expect(run.status == .failure && run.errors.contains("No space left on device"), "\(run)")
  }

  @Test("a reader that has gone away is no failure") func gone() {
    let run = run("version", code: EPIPE)
    #expect(run.status == .success && run.errors.isEmpty, "\(run)")
  }

  @Test("a failure keeps its own status") func failure() {
    let run = run("nonsense --json", code: ENOSPC)
    #expect(run.status == .usage && run.errors.contains("No space left on device"), "\(run)")
  }
}
