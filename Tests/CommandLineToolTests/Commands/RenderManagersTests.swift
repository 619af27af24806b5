import CommandTree
import Platform
import Profiles
import Services
import TestSupport
import Testing

@Suite("openclaw gateway render for other managers") struct RenderManagersTests {
  @Test("launchd: the LaunchAgent, under the label that a variable may give it")
  func launchd() throws {
    try TestHome.with { home throws in
      let run = home.run("--profile rescue gateway render --manager launchd --port 21000")
      let agent = try InstalledAgent(Array(run.output.utf8))
      #expect(agent.label == "bot.molt.rescue" && agent.port == Port("21000") && run.status == .success)
      #expect(agent.standardOutPath == "\(home.path)/.openclaw-rescue/logs/gateway.log")
      let named = home.setting(["OPENCLAW_LAUNCHD_LABEL": "org.example.claw"])
        .run("gateway render --manager launchd --port 21000")
      #expect(try InstalledAgent(Array(named.output.utf8)).label == "org.example.claw")
      let wrong = home.setting(["OPENCLAW_LAUNCHD_LABEL": "a/b"]).run("gateway render --manager launchd --port 21000")
      #expect(wrong.status == .usage && wrong.errors.contains("is no label"))
      #expect(try tree(home.path) == [])
    }
  }

  @Test("schtasks: the script, each line with one CR LF, the last one included")
  func schtasks() throws {
    let run = try TestHome.with { $0.run("gateway render --manager schtasks --port 21000") }
    let lines = run.output.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    #expect(lines.last?.isEmpty == true && lines.count > 5)
    #expect(lines.dropLast().allSatisfy { $0.last == UInt8(ascii: "\r") && $0.count > 1 })
  }

  @Test("supervisor: the unit of a user's systemd")
  func supervisor() throws {
    try TestHome.with { home throws in
      let unit = home.run("gateway render --manager supervisor --port 21000 --hardened")
      #expect(unit.output == home.run("gateway render --port 21000 --hardened").output && unit.status == .success)
    }
  }

  @Test("a template in the account's directory takes the place of the program's")
  func template() throws {
    try TestHome.with { home throws in
      try place("{{label}}\n", at: home.path.appending(".config/openclaw/templates/launchd/openclaw-gateway.plist"))
      #expect(home.run("--profile a gateway render --manager launchd --port 21000").output == "bot.molt.a\n")
    }
  }

  @Test(
    "what the manager cannot have is refused",
    arguments: [
      ("--profile gateway gateway render --manager launchd", "can have no service"),
      ("--profile Main gateway render --manager launchd", "can have no service"),
      ("--profile Main gateway render --manager schtasks", "can have no service"),
      ("gateway render --manager launchd --hardened", "has no sandbox"),
      ("gateway render --manager schtasks --hardened", "has no sandbox"),
    ])
  func refused(_ line: String, _ words: String) throws {
    let run = try TestHome.with { $0.run("\(line) --port 21000") }
    #expect(run.status == .usage && run.output.isEmpty && run.errors.contains(words), "\(run)")
  }
}
