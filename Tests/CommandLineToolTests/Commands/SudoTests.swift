import CommandTree
import Glibc
import JSON
import Platform
import Profiles
import TestSupport
import Testing

@Suite("Commands under sudo", .asRoot) struct SudoTests {
  @Test(
    "what would act for root stops before it touches anything and names both forms",
    arguments: ["gateway install", "setup", "--profile rescue gateway install --force", "gateway install --dry-run"])
  func refused(_ line: String) throws {
    try TestHome.with { home throws in
      let sudo = home.setting(["SUDO_UID": "1000", "SUDO_USER": "alice"])
      let run = sudo.run(line + " --json")
      let document = try expectDocument(run, ok: false)
      #expect(run.status == .notPermitted && document["code"] == "sudo-in-user-scope")
      #expect(document["error"]?.stringValue?.contains("alice") == true)
      let hints = document["hints"]?.arrayValue?.compactMap(\.stringValue) ?? []
      #expect(hints.count == 2 && hints[1].hasSuffix("--system --run-as alice") && hints[1].hasPrefix("sudo "))
      #expect(try tree(home.path) == [])
    }
  }

  @Test("what changes a service stops too", arguments: ["start", "stop", "restart", "uninstall"])
  func activity(_ verb: String) throws {
    try TestHome.with { home throws in
      let sudo = home.setting(["SUDO_UID": "1000", "SUDO_USER": "alice"])
      let document = try expectDocument(sudo.run("gateway \(verb) --json"), ok: false)
      #expect(document["code"] == "sudo-in-user-scope")
      #expect(document["hints"] == ["openclaw gateway \(verb)", "sudo openclaw gateway \(verb) --system"].json)
      #expect(try tree(home.path) == [])
    }
  }

  @Test(
    "a change of the config has one right form, which shows no secret",
    arguments: [
      ("config set gateway.port 20000", "openclaw config set gateway.port 20000"),
      ("config set gateway.auth.token s3cret", "openclaw config set gateway.auth.token -"),
      ("config unset gateway.port", "openclaw config unset gateway.port"),
    ])
  func config(_ line: String, _ hint: String) throws {
    try TestHome.with { home throws in
      let sudo = home.setting(["SUDO_UID": "1000", "SUDO_USER": "alice"])
      let document = try expectDocument(sudo.run("\(line) --json"), ok: false)
      #expect(document["hints"] == [hint].json && CommandLineParser.accepts(hint))
    }
  }

  @Test("root leaves another account's unit to that account", arguments: ["start", "stop", "install", "uninstall"])
  func otherAccount(_ verb: String) throws {
    try TestHome.with { home throws in
      let unit = try home.installUnit(.default, port: try FreePort.base())
      let other = try #require(try Account.named("daemon"))
      try checked("chown") { chown(unit.string, other.userID, other.groupID) }
      let before = try tree(home.path)
      let document = try expectDocument(home.run("gateway \(verb) --json"), ok: false)
      #expect(document["code"] == "other-account")
      #expect(document["hints"] == ["sudo -H -u daemon openclaw gateway \(verb)"].json)
      #expect(try tree(home.path) == before)
    }
  }

  @Test("looking is fine, and so is a shell of root's own")
  func allowed() throws {
    try TestHome.with { home throws in
      let sudo = home.setting(["SUDO_UID": "1000", "SUDO_USER": "alice"])
      #expect(sudo.run("profiles list").status == .success)
      let port = try FreePort.base()
      #expect(sudo.run("gateway status --no-probe").status == .success)
      #expect(home.setting(["SUDO_UID": "0"]).run("setup --port \(port)").status == .success)
    }
  }
}

extension [String] {
  fileprivate var json: JSONValue { .array(map { .string($0) }) }
}
