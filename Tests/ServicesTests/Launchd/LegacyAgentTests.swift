import Platform
import Profiles
import Services
import TestSupport
import Testing

@Suite("LaunchAgents of earlier names") struct LegacyAgentTests {
  private func found(
    _ profile: ProfileName, home: AbsolutePath, loaded: Set<String> = []
  ) throws -> [String] {
    try LegacyAgent.agents(of: profile, home: home) { loaded.contains($0.text) }.map(\.label.text)
  }

  @Test("a profile's earlier labels")
  func labels() {
    #expect(
      LegacyAgent.labels(of: .default).map(\.text)
        == ["com.openclaw.gateway", "com.clawdbot.gateway", "com.steipete.clawdbot.gateway"])
    #expect(LegacyAgent.labels(of: .named("rescue")).map(\.text) == ["com.openclaw.rescue", "com.clawdbot.rescue"])
  }

  @Test("an agent counts when its file is there or launchd has it; other profiles' are theirs")
  func agents() throws {
    try withScratch { home throws in
      #expect(try found(.default, home: home) == [])
      let directory = Profile.launchAgents(home: home)
      for label in ["com.openclaw.gateway", "com.openclaw.rescue", "com.clawdbot.mac", "bot.molt.gateway"] {
        try place("", at: directory.appending("\(label).plist"))
      }
      #expect(try found(.default, home: home) == ["com.openclaw.gateway"])
      #expect(
        try found(.named("rescue"), home: home, loaded: ["com.clawdbot.rescue"])
          == ["com.openclaw.rescue", "com.clawdbot.rescue"])
      #expect(try found(.named("mac"), home: home) == [])
    }
  }

  @Test("a label is an earlier one of some profile's gateway, or another program's")
  func earlier() {
    for label in ["com.openclaw.gateway", "com.openclaw.rescue", "com.clawdbot.a", "com.steipete.clawdbot.gateway"] {
      #expect(LegacyAgent.isLabel(label), "\(label)")
    }
    for label in ["com.steipete.clawdbot", "com.clawdbot.mac", "com.openclaw.node", "bot.molt.gateway", "com.apple.a"] {
      #expect(!LegacyAgent.isLabel(label), "\(label)")
    }
  }
}
