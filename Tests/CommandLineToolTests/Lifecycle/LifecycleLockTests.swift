import CommandTree
import JSON
import Platform
import Profiles
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("One lifecycle command at a time", .timeLimit(.minutes(1))) struct LifecycleLockTests {
  @Test("a state directory that is the home directory is locked once, by any of its names", arguments: ["", "/link"])
  func sameDirectory(_ name: String) throws {
    try TestHome.with { home throws in
      if !name.isEmpty { try placeLink(home.path.appending("link"), to: home.path) }
      let run = home.setting(["OPENCLAW_STATE_DIR": home.path.string + name])
        .run("setup --port \(try FreePort.base())")
      #expect(run.status == .success, "\(run)")
    }
  }

  @Test("a command that waits in vain says for what, in time and with its own code")
  func busy() throws {
    try TestHome.with { home throws in
      let name = ProfileName.named("zrescue")
      let port = try FreePort.base()
      try home.configure(name, port: port)
      try home.installUnit(name, port: port)
      let holder = try AdvisoryLock.tryExclusive(on: home.profile(name).stateDirectory)
      let document = try expectDocument(home.run("--profile zrescue gateway start --wait 0 --json"), ok: false)
      #expect(document["code"] == "busy")
      #expect(document["error"]?.stringValue?.contains("\(home.profile(name).stateDirectory)") == true)
      _ = consume holder
    }
  }
}
