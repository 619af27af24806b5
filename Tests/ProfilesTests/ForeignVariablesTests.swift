import Platform
import Profiles
import Testing

@Suite("Variables inherited from another gateway")
struct ForeignVariablesTests {
  private let home = AbsolutePath.root.appending("home/u")

  @Test(
    "inside another gateway's full environment the flag's profile is at its own places",
    arguments: [("rescue", "default"), ("rescue", "work"), ("default", "work"), ("dev", "default"), ("work2", "work")])
  func otherGateway(flag: String, other: String) throws {
    let selection = try select(flag, gatewayEnvironment(of: other))
    #expect(selection.profile == Profile(try ProfileName(flag), home: home))
    #expect(selection.warnings.count == 1)
    #expect(selection.warnings.first?.contains("OPENCLAW_GATEWAY_PORT") == true)
    #expect(selection.warnings.first?.contains("s3cret") == false)
    let ours = ["OPENCLAW_PROFILE": flag == "default" ? nil : flag].compactMapValues { $0 }
    #expect(selection.environment.values == ours.merging(["HOME": "/home/u", "PATH": "/bin"]) { own, _ in own })
  }

  @Test("inside its own gateway's environment everything counts", arguments: ["default", "rescue"], [true, false])
  func ownGateway(name: String, withFlag: Bool) throws {
    let environment = gatewayEnvironment(of: name)
    let selection = try select(withFlag ? name : nil, environment)
    #expect(selection.profile == Profile(try ProfileName(name), home: home))
    #expect(selection.environment == environment)
    #expect(selection.warnings.isEmpty)
  }

  @Test("the variable acts like the flag against another profile's canonical path") func variableActsLikeFlag() throws {
    let selection = try select(
      nil, Environment(["OPENCLAW_PROFILE": "work", "OPENCLAW_STATE_DIR": "~/.openclaw-rescue"]))
    #expect(selection.profile == Profile(.named("work"), home: home))
    #expect(selection.warnings.count == 1)
  }

  @Test(
    "each sign of another gateway is enough",
    arguments: [
      ["OPENCLAW_PROFILE": "work", "OPENCLAW_STATE_DIR": "/srv/work"],
      ["OPENCLAW_PROFILE": "no name!", "OPENCLAW_STATE_DIR": "/srv/work"],
      ["OPENCLAW_SERVICE_MARKER": "openclaw", "OPENCLAW_STATE_DIR": "/srv/work"],
      ["OPENCLAW_STATE_DIR": "~/.openclaw"], ["OPENCLAW_STATE_DIR": "/home/u/.openclaw-work/"],
      ["OPENCLAW_STATE_DIR": "../home/u/.openclaw"], ["OPENCLAW_CONFIG_PATH": "~/.openclaw/openclaw.json"],
      ["OPENCLAW_CONFIG_PATH": "/home/u/.openclaw-work/openclaw.json"], ["OPENCLAW_SYSTEMD_UNIT": "openclaw-gateway"],
      ["OPENCLAW_SYSTEMD_UNIT": "openclaw-gateway-work.service"],
    ])
  func signs(variables: [String: String]) throws {
    let selection = try select("rescue", Environment(variables))
    #expect(selection.profile == Profile(.named("rescue"), home: home))
    #expect(selection.warnings.count == 1)
    #expect(selection.environment.values == ["OPENCLAW_PROFILE": "rescue"])
  }

  @Test(
    "what only looks like another profile's is the user's own",
    arguments: [
      ["OPENCLAW_STATE_DIR": "/home/u/.openclaw-rescue"], ["OPENCLAW_STATE_DIR": "/home/v/.openclaw"],
      ["OPENCLAW_STATE_DIR": "/home/u/.openclaw-my.backup"], ["OPENCLAW_STATE_DIR": "/home/u/.openclaw-default"],
      ["OPENCLAW_STATE_DIR": "/home/u/.openclaw/nested"], ["OPENCLAW_CONFIG_PATH": "/home/u/.openclaw/other.json"],
      ["OPENCLAW_CONFIG_PATH": "/home/u/.openclaw-rescue/openclaw.json"],
      ["OPENCLAW_SYSTEMD_UNIT": "openclaw-gateway-rescue"], ["OPENCLAW_SYSTEMD_UNIT": "openclaw-gateway-my.own"],
      ["OPENCLAW_PROFILE": "rescue", "OPENCLAW_SERVICE_MARKER": "openclaw", "OPENCLAW_STATE_DIR": "/srv/claw"],
      ["OPENCLAW_GATEWAY_PORT": "18789"], ["OPENCLAW_GATEWAY_TOKEN": "x"],
    ])
  func lookalikes(variables: [String: String]) throws {
    let selection = try select("rescue", Environment(variables))
    #expect(selection.warnings.isEmpty)
    #expect(selection.environment.values == variables.merging(["OPENCLAW_PROFILE": "rescue"]) { $1 })
  }

  @Test("one canonical path that is another's does not take the user's other variables with it") func onlyThatOne()
    throws
  {
    let selection = try select(
      "rescue", Environment(["OPENCLAW_STATE_DIR": "~/.openclaw", "OPENCLAW_CONFIG_PATH": "/etc/claw.json"]))
    #expect(selection.profile.stateDirectory == home.appending(".openclaw-rescue"))
    #expect(selection.profile.configPath.string == "/etc/claw.json")
    #expect(selection.warnings.first?.contains("OPENCLAW_CONFIG_PATH") == false)
  }

  @Test("a marker with nothing to overrule is dropped without a word") func markerAlone() throws {
    let selection = try select("rescue", Environment(["OPENCLAW_SERVICE_MARKER": "openclaw"]))
    #expect(selection.warnings.isEmpty)
    #expect(selection.environment["OPENCLAW_SERVICE_MARKER"] == nil)
  }

  /// What a gateway's unit and the gateway itself put into the environment of its children.
  private func gatewayEnvironment(of name: String) -> Environment {
    let suffix = name == "default" ? "" : "-\(name)"
    var environment = Environment([
      "HOME": "/home/u", "PATH": "/bin", "OPENCLAW_STATE_DIR": "/home/u/.openclaw\(suffix)",
      "OPENCLAW_CONFIG_PATH": "/home/u/.openclaw\(suffix)/openclaw.json", "OPENCLAW_GATEWAY_PORT": "18789",
      "OPENCLAW_GATEWAY_TOKEN": "s3cret", "OPENCLAW_SYSTEMD_UNIT": "openclaw-gateway\(suffix).service",
      "OPENCLAW_SERVICE_MARKER": "openclaw", "OPENCLAW_SERVICE_KIND": "gateway", "OPENCLAW_SERVICE_VERSION": "1.2.3",
    ])
    if name != "default" { environment.values["OPENCLAW_PROFILE"] = name }
    return environment
  }

  private func select(_ flag: String?, _ environment: Environment) throws -> ProfileSelection {
    try ProfileSelection(
      flag: flag, environment: environment, home: home, workingDirectory: AbsolutePath.root.appending("work"))
  }
}
