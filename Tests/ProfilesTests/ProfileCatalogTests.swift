import Glibc
import Platform
import Profiles
import TestSupport
import Testing

@Suite("Profile catalog")
struct ProfileCatalogTests {
  @Test("a home without anything has no profile") func empty() throws {
    try withHome { home in
      for home in [home, home.appending("none")] {
        let names = try names(home)
        #expect(names.isEmpty)
      }
    }
  }

  @Test("a config makes a profile, and so does a unit of either scope") func evidence() throws {
    try withHome { home in
      try place("", at: home.appending(".openclaw-b/openclaw.json"))
      try place("", at: home.appending(".config/systemd/user/openclaw-gateway-c.service"))
      try place("", at: home.appending("system/openclaw-gateway-a.service"))
      try place("", at: home.appending("system/openclaw-gateway-b.service"))
      let entries = try ProfileCatalog.entries(home: home, systemUnits: home.appending("system"))
      #expect(entries.map(\.profile) == ["a", "b", "c"].map { Profile(.named($0), home: home) })
      #expect(entries.map(\.hasConfig) == [false, true, false])
      #expect(entries.map(\.hasUserUnit) == [false, false, true])
      #expect(entries.map(\.hasSystemUnit) == [true, true, false])
    }
  }

  @Test("a state directory that cannot be looked into is a profile, and hides no other") func unreadable() throws {
    try withHome { home in
      symlink(home.appending(".openclaw-loop").string, home.appending(".openclaw-loop").string)
      try place("", at: home.appending(".openclaw-b/openclaw.json"))
      #expect(try names(home) == ["b", "loop"])
    }
  }

  @Test("the default profile comes first, and only when it is there itself") func defaultProfile() throws {
    try withHome { home in
      try place("", at: home.appending(".openclaw-0/openclaw.json"))
      try place("", at: home.appending(".openclaw/workspace-0/AGENTS.md"))
      #expect(try names(home) == ["0"])
      try place("", at: home.appending(".openclaw/openclaw.json"))
      #expect(try names(home) == ["default", "0"])
    }
  }

  @Test(
    "what is no config and no unit makes no profile",
    arguments: [
      ".openclaw/workspace/file", ".openclaw/workspace-rescue/file", ".openclaw-a/state.json",
      ".openclaw-a/openclaw.json/x",
      ".openclaw-default/openclaw.json", ".openclaw-/openclaw.json", ".openclaw-a.bak/openclaw.json", ".openclaw-a",
      ".openclawed/openclaw.json", ".config/systemd/user/openclaw-gateway-default.service",
      ".config/systemd/user/openclaw-gateway-a.service.d/x.conf", ".config/systemd/user/openclaw-node.service",
      ".config/systemd/user/default.target.wants/openclaw-gateway-a.service", "system/openclaw-gateway-.service",
    ])
  func noProfile(path: String) throws {
    try withHome { home in
      try place("", at: home.appending(path))
      #expect(try names(home).isEmpty)
    }
  }

  @Test("a config behind a link counts, one behind a broken link does not") func links() throws {
    try withHome { home in
      try place("", at: home.appending("dotfiles/openclaw.json"))
      for (name, target) in [("a", "../dotfiles/openclaw.json"), ("b", "nowhere")] {
        try place("", at: home.appending(".openclaw-\(name)/x"))
        symlink(target, "\(home)/.openclaw-\(name)/openclaw.json")
      }
      #expect(try names(home) == ["a"])
    }
  }

  @Test("listing changes nothing") func readOnly() throws {
    try withHome { home in
      try place("", at: home.appending(".openclaw-b/openclaw.json"))
      let before = try tree(home)
      _ = try names(home)
      #expect(try tree(home) == before)
    }
  }

  private func names(_ home: AbsolutePath) throws -> [String] {
    try ProfileCatalog.entries(home: home, systemUnits: home.appending("system")).map(\.profile.name.text)
  }

  private func withHome(_ body: (AbsolutePath) throws -> Void) throws { try withScratch(body) }
}
