import CommandTree
import JSON
import Platform
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
