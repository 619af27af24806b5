import JSON
import Platform
import Profiles
import TestSupport
import Testing

@Suite("openclaw profiles list") struct ProfilesListTests {
  /// The row of a profile; the machine's own system units may add others.
  private func row(_ name: String, _ home: TestHome) throws -> JSONValue? {
    let document = try expectDocument(home.run("profiles list --json"), ok: true)
    return document["profiles"]?.arrayValue?.first { $0["name"] == .string(name) }
  }

  @Test("a configured profile has the keys of docs/json.md")
  func configured() throws {
    try TestHome.with { home throws in
      let port = try FreePort.base()
      try home.configure(.named("zrescue"), port: port)
      let row = try #require(try row("zrescue", home))
      let profile = home.profile(.named("zrescue"))
      #expect(
        row.objectValue?.keys == [
          "name", "stateDir", "config", "port", "portSource", "ports", "unit", "scope", "state", "overlaps",
        ])
      #expect(row["stateDir"] == .string(profile.stateDirectory.string))
      #expect(row["config"] == .string(profile.configPath.string) && row["unit"] == .string(profile.unitName))
      #expect(row["scope"] == "none" && row["state"] == "not-installed" && row["portSource"] == "gateway.port")
      #expect(row["ports"]?["base"] == row["port"] && row["port"] == .integer(Int64(port.number)))
    }
  }

  @Test("an installed profile's port is the one its unit pins")
  func installed() throws {
    try TestHome.with { home throws in
      let ports = try FreePort.bases(2)
      try home.configure(.named("zrescue"), port: ports[0])
      try home.installUnit(.named("zrescue"), port: ports[1])
      let row = try #require(try row("zrescue", home))
      #expect(row["port"] == .integer(Int64(ports[1].number)) && row["portSource"] == "service args")
      #expect(row["scope"] == "user")
    }
  }

  @Test("a unit alone makes a profile; workspaces and empty directories make none")
  func existence() throws {
    try TestHome.with { home throws in
      try home.installUnit(.named("zunit"), port: try FreePort.base())
      try placeDirectory(home.path.appending(".openclaw/workspace-zfree"))
      try placeDirectory(home.path.appending(".openclaw-zempty"))
      let document = try expectDocument(home.run("profiles list --json"), ok: true)
      let names = document["profiles"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
      #expect(names.contains("zunit"))
      #expect(!names.contains("zfree") && !names.contains("zempty") && !names.contains("workspace-zfree"))
    }
  }

  struct Overlap: Sendable {
    let distance: Int
    let kinds: [String]
  }

  @Test(
    "overlaps are named on both sides",
    arguments: [
      Overlap(distance: 0, kinds: ["collision", "collision", "collision", "cdp-overlap"]),
      Overlap(distance: 2, kinds: ["collision", "collision", "cdp-overlap"]),
      Overlap(distance: 20, kinds: ["cdp-overlap"]), Overlap(distance: 111, kinds: []),
    ])
  func overlaps(_ given: Overlap) throws {
    try TestHome.with { home throws in
      let base = try FreePort.base()
      let other = try #require(base.advanced(by: given.distance))
      try home.configure(.named("zone"), port: base)
      try home.configure(.named("ztwo"), port: other)
      for (name, neighbour) in [("zone", "ztwo"), ("ztwo", "zone")] {
        let overlaps = try row(name, home)?["overlaps"]?.arrayValue ?? []
        let mine = overlaps.filter { $0["profile"] == .string(neighbour) }
        #expect(mine.compactMap { $0["kind"]?.stringValue } == given.kinds)
        #expect(mine.allSatisfy { $0["ports"]?.stringValue?.isEmpty == false })
      }
    }
  }

  @Test("people get a line a profile, and how to begin when there is none")
  func text() throws {
    try TestHome.with { home throws in
      let port = try FreePort.base()
      try home.configure(.named("zrescue"), port: port)
      let run = home.run("profiles list")
      #expect(run.output.contains("zrescue  not-installed  port \(port)  ~/.openclaw-zrescue\n"), "\(run)")
    }
  }

  @Test("a broken config hides no profile")
  func broken() throws {
    try TestHome.with { home throws in
      try place("{", at: home.profile(.named("zbroken")).configPath)
      let row = try #require(try row("zbroken", home))
      #expect(row["port"] == nil && row["state"] == "not-installed")
    }
  }
}
