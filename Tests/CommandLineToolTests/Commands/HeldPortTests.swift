import CommandTree
import JSON
import Platform
import Profiles
import TestSupport
import Testing

@Suite("A held port", .whereNoSystemdRuns) struct HeldPortTests {
  @Test(
    "install names the command that mends it: over a unit that pins the port with --force", arguments: [false, true])
  func remedy(isInstalled: Bool) throws {
    try TestHome.with { home throws in
      let server = try ForeignServer(answer: nil)
      try home.configure(port: server.port)
      if isInstalled { try home.installUnit(.default, port: server.port) }
      let document = try expectDocument(home.run("gateway install --json"), ok: false)
      let force = isInstalled ? " --force" : ""
      #expect(document["code"] == "port-foreign", "\(document)")
      let hint = try #require(document["hints"]?[0]?.stringValue)
      #expect(hint.hasPrefix("openclaw gateway install\(force) --port 1"), "\(hint)")
      #expect(CommandLineParser.accepts(hint))
    }
  }
}
