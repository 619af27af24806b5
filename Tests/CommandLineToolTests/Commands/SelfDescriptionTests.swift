import CommandTree
import Platform
import TestSupport
import Testing

@Suite("Commands that describe the program") struct SelfDescriptionTests {
  @Test("the version alone", arguments: ["version", "--version", "-V", "--profile ../x --version"])
  func version(_ line: String) throws {
    let run = try TestHome.with { $0.run(line) }
    #expect(run.output == ProductVersion.current + "\n" && run.errors.isEmpty && run.status == .success)
  }

  @Test("scripts and pages are the checked-in ones")
  func rendered() throws {
    try TestHome.with { home throws in
      #expect(home.run("completion bash").output == (try Checkout.text(of: "completions/openclaw.bash")))
      #expect(home.run("help exit-status").output == (try Checkout.text(of: "docs/exit-status.md")))
      #expect(home.run("help --man").output == (try Checkout.text(of: "docs/openclaw.1")))
    }
  }

  @Test("help works without a home", arguments: ["help", "gateway install --help", ""])
  func help(_ line: String) throws {
    let run = try TestHome.with { home throws in home.setting(["HOME": ""]).run(line) }
    #expect(run.status == .success && run.output.contains("openclaw"))
  }
}
