import Foundation
import Platform
import Profiles
import Services
import TestSupport
import Testing

extension LaunchAgent {
  /// The text that the program's own template gives.
  func text() throws -> String { try text(template: LaunchAgent.embeddedTemplate) }

  func installed() throws -> InstalledAgent { try InstalledAgent(Array(try text().utf8)) }
}

@Suite("LaunchAgent") struct LaunchAgentTests {
  @Test("the definition of a profile is this text", arguments: [ProfileName.default, .named("rescue")])
  func golden(_ profile: ProfileName) throws {
    let golden = try Checkout.text(of: "Tests/ServicesTests/Launchd/goldens/\(profile).plist")
    #expect(try LaunchAgent(.sample(profile)).text() == golden)
  }

  @Test("a golden text survives a round trip through plutil", arguments: ["default", "rescue"])
  func plutil(_ profile: String) async throws {
    let golden = Checkout.path(of: "Tests/ServicesTests/Launchd/goldens/\(profile).plist")
    let lint = try await Command(["plutil", "-lint", golden]).run()
    #expect(lint.succeeded, "\(lint)")
    let converted = try await Command(["plutil", "-convert", "xml1", "-o", "-", golden]).run()
    let original = try PropertyListReader.read(Array(Data(contentsOf: URL(filePath: golden))))
    #expect(try PropertyListReader.read(Array(converted.output.utf8)) == original)
  }

  @Test("the reader gives back what the writer was given, and so does Foundation, for 300 random values")
  func inverts() throws {
    var random = Dice(seed: 4)
    for _ in 0..<300 {
      var definition = ServiceDefinition.sample(
        home: "/" + random.text(from: Dice.markup), version: "v" + random.text(from: Dice.markup + ["\n", "\t"]))
      definition.executable = path("/opt/" + random.text(from: Dice.markup))
      let launchAgent = try LaunchAgent(definition)
      let agent = try launchAgent.installed()
      #expect(bytes(agent.arguments) == bytes(definition.arguments))
      #expect(
        bytes([agent.workingDirectory ?? "", agent.comment ?? ""])
          == bytes([definition.profile.home.string, definition.description]))
      let wanted = launchAgent.environment.sorted { $0.name < $1.name }
      #expect(bytes(agent.environment.map(\.value)) == bytes(wanted.map(\.value)))
      #expect(agent.port == definition.port && agent.profile == definition.profile.name)
      let list = try PropertyListSerialization.propertyList(from: Data(try launchAgent.text().utf8), format: nil)
      let root = try #require(list as? [String: Any])
      #expect(bytes(root["ProgramArguments"] as? [String] ?? []) == bytes(agent.arguments))
      #expect(bytes([root["Comment"] as? String ?? ""]) == bytes([definition.description]))
    }
  }

  /// Equality of bytes: Swift's own takes é and e with an accent for the same.
  private func bytes(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }

  @Test("files and logs have the names and places that operators know")
  func places() throws {
    let agent = try LaunchAgent(.sample())
    let profile = agent.definition.profile
    #expect(profile.launchAgentPath.string == "/home/ops/Library/LaunchAgents/bot.molt.rescue.plist")
    #expect(try agent.installed().standardErrorPath == "/home/ops/.openclaw-rescue/logs/gateway.err.log")
    #expect(LaunchAgent.logDirectory(of: profile).string == "/home/ops/.openclaw-rescue/logs")
  }

  @Test("there is no secret, no blank variable and nothing of the caller in the environment")
  func environment() throws {
    let agent = try LaunchAgent(.sample()).installed()
    #expect(agent.variable("OPENCLAW_GATEWAY_TOKEN") == nil)
    #expect(agent.environment.allSatisfy { !$0.value.isEmpty })
    #expect(agent.variable("PATH")?.hasPrefix("/opt/homebrew/bin:/usr/local/bin:/usr/bin:/bin:") == true)
    #expect(agent.variable("OPENCLAW_LAUNCHD_LABEL") == "bot.molt.rescue")
  }

  @Test("another label takes the place of the profile's own, also where that is refused")
  func label() throws {
    let agent = try LaunchAgent(relabelled(.sample(.named("node"))))
    #expect(agent.definition.profile.launchAgentPath.lastComponent == "org.example.claw.plist")
    #expect(try agent.installed().label == "org.example.claw")
  }

  @Test(
    "a value that a property list cannot hold is refused before there is a text",
    arguments: [
      "/home/a\u{1}b", "/home/a\rb", "/home/a\u{7F}b", "/home/a\u{FFFE}b", "/" + String(repeating: "x", count: 1024),
    ])
  func refused(_ home: String) {
    #expect(throws: TemplateError.self) { try LaunchAgent(.sample(home: home)).text() }
  }

  @Test("a relative path and an unknown escape are refused by name and line")
  func refusals() throws {
    let agent = try LaunchAgent(.sample())
    #expect(throws: TemplateError.refused(name: "label", reason: "it is not an absolute path", line: 2)) {
      try agent.text(template: Array("\n{{label | path}}".utf8))
    }
    #expect(throws: TemplateError.unknownEscape("word", line: 1)) {
      try agent.text(template: Array("{{label | word}}".utf8))
    }
  }
}

/// The definition of a profile whose label a variable has chosen.
private func relabelled(_ definition: ServiceDefinition) -> ServiceDefinition {
  var definition = definition
  let profile = definition.profile
  definition.profile = Profile(profile.name, home: profile.home, launchdLabel: "org.example.claw")
  return definition
}

@Suite("Labels of launchd") struct LaunchdLabelTests {
  @Test(
    "a profile's label is the documented one, and stands for the profile",
    arguments: [
      (ProfileName.default, "bot.molt.gateway"), (.named("rescue"), "bot.molt.rescue"), (.dev, "bot.molt.dev"),
    ])
  func names(_ profile: ProfileName, _ text: String) throws {
    let label = try LaunchdLabel(profile)
    #expect(label.text == text && label.profile == profile)
  }

  @Test("a profile whose label is another program's is refused", arguments: ["gateway", "node", "mac"])
  func reserved(_ name: String) {
    #expect(throws: NativeNameError.reserved(name)) { try LaunchdLabel(.named(name)) }
    #expect(name == "gateway" || LaunchdLabel("bot.molt.\(name)")?.profile == nil)
  }

  @Test("capital letters are refused", arguments: ["Main", "rescuE"])
  func upperCase(_ name: String) {
    #expect(throws: NativeNameError.upperCase(name)) { try LaunchdLabel(.named(name)) }
    #expect(LaunchdLabel("bot.molt.\(name)")?.profile == nil)
  }

  @Test("what is no label is none", arguments: ["", "a b", "a/b", "gui/501/x", ".x", "é", "a\n", "a;b"])
  func invalid(_ text: String) {
    #expect(LaunchdLabel(text) == nil)
  }
}

@Suite("Ownership of LaunchAgents") struct LaunchAgentOwnershipTests {
  private func agent(_ members: [String: PropertyList]) -> UnitOwnership {
    UnitOwnership(InstalledAgent(.dictionary(members)))
  }

  private func words(_ text: String) -> PropertyList {
    .array(text.split(separator: " ").map { .string(String($0)) })
  }

  @Test("what we write is ours, under another label too")
  func ours() throws {
    #expect(UnitOwnership(try LaunchAgent(.sample()).installed()) == .ours(.named("rescue")))
    let other = try LaunchAgent(relabelled(.sample())).installed()
    #expect(UnitOwnership(other) == .ours(.named("rescue")))
  }

  @Test("another's agent that starts a gateway is gateway-like, by its Program too")
  func gatewayLike() {
    let label = PropertyList.string("org.example")
    #expect(agent(["Label": label, "ProgramArguments": words("/opt/clawdbot gateway")]) == .gatewayLike)
    #expect(
      agent(["Label": label, "Program": .string("/opt/openclaw"), "ProgramArguments": words("x gateway")])
        == .gatewayLike)
  }

  @Test("text that merely mentions a name is neither, and so are the app and the node host")
  func foreign() {
    #expect(
      agent(["Label": .string("org.example"), "ProgramArguments": words("/bin/echo openclaw gateway")]) == .foreign)
    #expect(agent(["Label": .string("bot.molt.mac"), "ProgramArguments": words("/Applications/x")]) == .foreign)
    #expect(agent([:]) == .foreign)
  }
}
