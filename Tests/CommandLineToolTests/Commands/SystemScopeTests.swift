import CommandTree
import JSON
import Platform
import TestSupport
import Testing

@Suite("System scope on a scratch home") struct SystemScopeTests {
  struct Row: Sendable {
    let line: String
    let code: String
    let status: CommandStatus
  }

  @Test(
    "what cannot be meant is refused before anything is touched", .asRoot,
    arguments: [
      Row(line: "gateway install --system", code: "run-as-missing", status: .usage),
      Row(line: "gateway install --system --run-as nobody-here-at-all", code: "no-such-account", status: .usage),
      Row(line: "gateway install --system --run-as nobody", code: "no-home-directory", status: .usage),
      Row(line: "--profile znone gateway start --system", code: "not-installed", status: .notInstalled),
    ])
  func refused(_ row: Row) throws {
    try TestHome.with { home throws in
      let run = home.run(row.line + " --json")
      #expect(try expectDocument(run, ok: false)["code"] == .string(row.code), "\(run)")
      #expect(run.status == row.status)
      #expect(try tree(home.path) == [])
    }
  }

  @Test("without a manager a system install ends as a user's does", .asRoot, .whereNoSystemdRuns)
  func withoutManager() throws {
    try TestHome.with { home throws in
      let run = home.run("--profile znone gateway install --system --run-as root --json")
      #expect(run.status == .noServiceManager, "\(run)")
      #expect(try expectDocument(run, ok: false)["code"] == "no-service-manager")
      #expect(try tree(home.path) == [])
    }
  }
}
