import Platform
import Profiles
import Services
import TestSupport
import Testing

@testable import Doctor

@Suite("Scan for other services") struct ServiceScanTests {
  private func entries(_ units: [String: String]) throws -> [ServiceScan.Entry] {
    try withScratch { directory throws in
      for (name, text) in units { try place(text, at: directory.appending(name)) }
      return ServiceScan.entries(in: [directory], scope: .user).sorted { $0.unit < $1.unit }
    }
  }

  private static func unit(_ command: String, description: String = "x") -> String {
    "[Unit]\nDescription=\(description)\n[Service]\nExecStart=\(command)\n"
  }

  @Test("our own units are no concern, whatever their profile")
  func ours() throws {
    let units = try ["openclaw-gateway.service", "openclaw-gateway-rescue.service", "other-name.service"].map {
      ($0, try ServiceDefinition.sample().text())
    }
    #expect(try entries(Dictionary(uniqueKeysWithValues: units)) == [])
  }

  @Test(
    "text that merely mentions a gateway is silent",
    arguments: [
      unit("/usr/bin/backup --exclude openclaw gateway"), unit("/usr/bin/nginx", description: "openclaw gateway proxy"),
      unit("/usr/bin/openclaw status # gateway"), unit("/usr/bin/vpn gateway"), "gateway", "",
    ])
  func foreign(_ text: String) throws {
    #expect(try entries(["mine.service": text]) == [])
  }

  @Test(
    "a definition of somebody else's that starts a gateway is extra",
    arguments: [
      "/opt/bin/openclaw gateway", "/opt/bin/openclaw --profile x gateway --port 1", "/opt/clawdbot gateway",
      "/usr/bin/node /opt/moltbot.mjs gateway",
    ])
  func extra(_ command: String) throws {
    let found = try entries(["mine.service": Self.unit(command)])
    #expect(found.map(\.kind) == [.extra] && found.map(\.unit) == ["mine.service"])
  }

  @Test(
    "a gateway of an earlier name is legacy",
    arguments: ["moltbot-gateway", "clawdbot-gateway", "clawdbot-gateway-rescue", "clawdis-gateway", "moldbot-gateway"])
  func legacy(_ stem: String) throws {
    let found = try entries(["\(stem).service": Self.unit("/usr/bin/node /opt/x.js gateway")])
    #expect(found.map(\.kind) == [.legacy] && found.map(\.scope) == [.user])
  }

  @Test("what is no service file, or cannot be read, is passed over")
  func passedOver() throws {
    try withScratch { directory throws in
      try place(Self.unit("/opt/openclaw gateway"), at: directory.appending("a.timer"))
      try place(Self.unit("/opt/openclaw gateway"), at: directory.appending("a.service.d/override.conf"))
      try placeDirectory(directory.appending("folder.service"))
      let directories = [directory, directory.appending("absent")]
      #expect(ServiceScan.entries(in: directories, scope: .system) == [])
    }
  }

  @Test("LaunchAgents: those of earlier labels and of others, ours and what merely mentions a gateway never")
  func agents() throws {
    let own = try LaunchAgent(.sample()).text(template: LaunchAgent.embeddedTemplate)
    let foreign = own.replacing("OPENCLAW_SERVICE_", with: "X_").replacing("bot.molt.rescue", with: "org.example.claw")
    let texts = [
      "bot.molt.rescue": own, "com.openclaw.rescue": own.replacing("bot.molt.", with: "com.openclaw."),
      "org.example.claw": foreign, "org.example.backup": foreign.replacing("bin/openclaw", with: "bin/backup"),
      "broken": "gateway",
    ]
    try withScratch { directory throws in
      for (name, text) in texts { try place(text, at: directory.appending("\(name).plist")) }
      let found = ServiceScan.agents(in: [directory], scope: .user).sorted { $0.unit < $1.unit }
      #expect(found.map(\.unit) == ["com.openclaw.rescue", "org.example.claw"])
      #expect(found.map(\.kind) == [.legacy, .extra] && found.allSatisfy(\.isAgent))
      #expect(found.first?.disabling == "launchctl bootout gui/$UID/com.openclaw.rescue")
    }
  }
}
