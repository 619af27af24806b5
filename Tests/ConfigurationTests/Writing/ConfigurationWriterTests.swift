import Configuration
import Glibc
import JSON
import Platform
import TestSupport
import Testing

@Suite("Writing a configuration") struct ConfigurationWriterTests {
  @Test("a first value makes a file and a directory that only their owner can read") func first() throws {
    try ScratchConfiguration.with(nil) { file in
      let written = try file.set("gateway.port", 19789)
      #expect(try file.text() == "{\n  \"gateway\": {\n    \"port\": 19789\n  }\n}\n")
      #expect(try Files.status(file.path)?.mode == 0o600 && Files.status(file.state)?.mode == 0o700)
      #expect(try written.backup == nil && Files.list(file.state) == ["openclaw.json"])
    }
  }

  @Test("after seven writes the ring has the last five contents, each of mode 0600") func ring() throws {
    try ScratchConfiguration.with("{gateway:{port:100}} // v0\n") { file in
      chmod(file.path.string, 0o644)
      for version in 1...6 { try file.set("gateway.port", .integer(Int64(100 + version))) }
      #expect(try file.text() == "{gateway:{port:106}} // v0\n")
      for (suffix, version) in zip(BackupRing.suffixes, [5, 4, 3, 2, 1]) {
        let backup = file.state.appending("openclaw.json.\(suffix)")
        #expect(try file.text(backup) == "{gateway:{port:\(100 + version)}} // v0\n")
        #expect(try Files.status(backup)?.mode == 0o600)
      }
      #expect(try Files.list(file.state)?.count == 6)
    }
  }

  @Test("a value that is there already changes nothing, not even the backups") func unchanged() throws {
    try ScratchConfiguration.with("{gateway:{port:0x10}}") { file in
      let before = try tree(file.home)
      #expect(try file.set("gateway.port", 16).draft.changesNothing)
      #expect(try tree(file.home) == before)
    }
  }

  @Test("the mode stays, whatever it is", arguments: [0o600, 0o640, 0o644, 0o660, 0o444, 0o400, 0o777] as [UInt32])
  func mode(_ mode: UInt32) throws {
    try ScratchConfiguration.with("{}") { file in
      chmod(file.path.string, mode)
      try file.set("browser.headless", true)
      #expect(try Files.status(file.path)?.mode == mode)
    }
  }

  @Test("the owner stays", .enabled(if: geteuid() == 0, "not root")) func owner() throws {
    try ScratchConfiguration.with("{}") { file in
      chown(file.path.string, 4711, 4712)
      try file.set("browser.headless", true)
      let now = try Files.status(file.path)
      #expect(now?.userID == 4711 && now?.groupID == 4712)
    }
  }

  @Test("a symbolic link stays and what it leads to is changed", arguments: ["real/c.json", "../elsewhere.json"])
  func link(_ target: String) throws {
    try ScratchConfiguration.with(nil) { file in
      try Files.makeDirectory(file.state, mode: 0o700)
      let real = try #require(AbsolutePath(target, relativeTo: file.state))
      try place("{ /* here */ }", at: real)
      symlink(target, file.path.string)
      try file.set("gateway.port", 5)
      #expect(try Files.linkTarget(file.path) == target)
      #expect(try file.text(real)?.contains("/* here */") == true)
      #expect(try file.text(file.state.appending("openclaw.json.bak")) == "{ /* here */ }")
    }
  }

  @Test("a file that was changed while the writer waited is read again") func redone() throws {
    try ScratchConfiguration.with("{a: 1}") { file in
      var holder = try AdvisoryLock.tryExclusive(on: file.state)
      _ = try file.writer.apply(.set("b", 2), deadline: .after(.seconds(30))) {
        do { try place("{a: 1, c: 3}", at: file.path) } catch { Issue.record(error) }
        holder = nil
      }
      let wasTold = holder == nil
      #expect(wasTold)
      #expect(try file.text() == "{a: 1, c: 3, b: 2}")
    }
  }

  @Test("a command that never finishes is not waited for beyond the deadline, and the file stays as it is")
  func busy() throws {
    try ScratchConfiguration.with("{a: 1}") { file in
      let holder = try AdvisoryLock.tryExclusive(on: file.state)
      let isHeld = holder != nil
      #expect(isHeld)
      #expect(throws: ConfigurationRefusal.self) {
        try file.writer.apply(.set("b", 2), deadline: .after(.zero)) {}
      }
      #expect(try file.text() == "{a: 1}")
    }
  }

  @Test("what a killed writer left beside the file is swept away by the next") func drafts() throws {
    try ScratchConfiguration.with("{}") { file in
      try place("{", at: file.state.appending(".openclaw.json.0123456789ab.tmp"))
      try file.set("a", 1)
      #expect(try Files.list(file.state) == ["openclaw.json", "openclaw.json.bak"])
    }
  }

  @Test("a ring that was left with a gap loses nothing") func gap() throws {
    try ScratchConfiguration.with("{v: 3}") { file in
      try place("{v: 2}", at: file.state.appending("openclaw.json.bak.1"))
      try place("{v: 1}", at: file.state.appending("openclaw.json.bak.2"))
      try file.set("v", 4)
      let kept = try BackupRing.suffixes.compactMap { try file.text(file.state.appending("openclaw.json.\($0)")) }
      #expect(kept == ["{v: 3}", "{v: 2}", "{v: 1}"])
    }
  }

  @Test("meta and variables are kept as they are written") func verbatim() throws {
    let text = "{meta: {lastTouchedVersion: '1.0.0'}, gateway: {auth: {token: '${TOKEN}'}, port: 1}}"
    try ScratchConfiguration.with(text) { file in
      var file = file
      file.variables = ["TOKEN": "very secret"]
      try file.set("gateway.port", 2)
      #expect(try file.text() == text.dropLast(3) + "2}}")
    }
  }

  @Test("a state directory elsewhere gets the backups") func elsewhere() throws {
    try ScratchConfiguration.with(nil) { file in
      var file = file
      file.path = file.home.appending("etc/mine.json5")
      try place("{}", at: file.path)
      try file.set("a", 1)
      #expect(try file.text(file.state.appending("mine.json5.bak")) == "{}")
      #expect(try Files.list(file.path.parent) == ["mine.json5"])
    }
  }
}
