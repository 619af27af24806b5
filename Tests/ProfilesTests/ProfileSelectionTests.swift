import Platform
import Profiles
import Testing

@Suite("Profile selection")
struct ProfileSelectionTests {
  private let home = AbsolutePath.root.appending("home/u")

  @Test(
    "the flag wins over the environment, the environment over the default",
    arguments: [
      (nil, nil, "default"), (nil, "work", "work"), ("rescue", nil, "rescue"), ("rescue", "work", "rescue"),
      ("default", "work", "default"), ("", "work", "default"), (nil, "  ", "default"), ("dev", nil, "dev"),
      (nil, "Default", "default"), ("rescue", "not a name", "rescue"),
    ])
  func precedence(flag: String?, variable: String?, name: String) throws {
    let selection = try select(flag, variable.map { ["OPENCLAW_PROFILE": $0] } ?? [:])
    let profile = Profile(try ProfileName(name), home: home)
    #expect(selection.profile == profile)
    #expect(selection.warnings.isEmpty)
    #expect(selection.environment["OPENCLAW_PROFILE"] == (name == "default" ? nil : name))
  }

  @Test("a bad name is refused, from the flag or the environment alike") func badName() {
    #expect(throws: ProfileError.badName("a b")) { try select("a b", [:]) }
    #expect(throws: ProfileError.badName("a/b")) { try select(nil, ["OPENCLAW_PROFILE": "a/b"]) }
    #expect(throws: ProfileError.badName("../x")) { try select("../x", ["OPENCLAW_PROFILE": "a"]) }
  }

  @Test("another user's home is refused, not taken for a directory", arguments: ["~bob/st", "~bob", "~~"])
  func foreignHome(path: String) {
    for variable in ["OPENCLAW_STATE_DIR", "OPENCLAW_CONFIG_PATH"] {
      #expect(throws: ProfileError.badPath(variable: variable, value: path)) { try select(nil, [variable: path]) }
    }
  }

  @Test("a variable that the user set counts, with or without a profile", arguments: [nil, "rescue", "default"])
  func userVariables(flag: String?) throws {
    let selection = try select(
      flag,
      [
        "OPENCLAW_STATE_DIR": "/srv/claw", "OPENCLAW_CONFIG_PATH": "~/claw.json", "OPENCLAW_SYSTEMD_UNIT": "mine",
        "OPENCLAW_GATEWAY_PORT": "20000",
      ])
    #expect(selection.profile.stateDirectory.string == "/srv/claw")
    #expect(selection.profile.configPath.string == "/home/u/claw.json")
    #expect(selection.profile.unitName == "mine.service")
    #expect(selection.environment["OPENCLAW_GATEWAY_PORT"] == "20000")
    #expect(selection.warnings.isEmpty)
  }

  @Test(
    "paths are read as people write them",
    arguments: [
      ("~", "/home/u"), ("~/x/../y", "/home/u/y"), ("x", "/work/x"), ("./x", "/work/x"), ("../x", "/x"),
      ("/a//b/", "/a/b"),
      (" /a ", "/a"), ("./~x", "/work/~x"), ("/~/x", "/~/x"),
    ])
  func paths(text: String, path: String) throws {
    #expect(try select(nil, ["OPENCLAW_STATE_DIR": text]).profile.stateDirectory.string == path)
    #expect(try select(nil, ["OPENCLAW_CONFIG_PATH": text]).profile.configPath.string == path)
  }

  @Test("the state directory alone moves the config with it; a blank variable moves nothing") func configFollows()
    throws
  {
    #expect(try select("a", ["OPENCLAW_STATE_DIR": "/s"]).profile.configPath.string == "/s/openclaw.json")
    #expect(try select("a", ["OPENCLAW_STATE_DIR": " "]).profile == Profile(.named("a"), home: home))
  }

  @Test("what is no path or no unit name is refused with the variable's name") func badValues() {
    #expect(throws: ProfileError.badPath(variable: "OPENCLAW_STATE_DIR", value: "/a\0b")) {
      try select(nil, ["OPENCLAW_STATE_DIR": "/a\0b"])
    }
    #expect(throws: ProfileError.badUnitName(variable: "OPENCLAW_SYSTEMD_UNIT", value: "../x")) {
      try select(nil, ["OPENCLAW_SYSTEMD_UNIT": "../x"])
    }
  }

  @Test("without a name, another profile's canonical place is what the user asked for") func placesWithoutName() throws
  {
    let selection = try select(nil, ["OPENCLAW_STATE_DIR": "~/.openclaw-rescue"])
    #expect(selection.profile.stateDirectory == home.appending(".openclaw-rescue"))
    #expect(selection.warnings.isEmpty)
  }

  private func select(_ flag: String?, _ variables: [String: String]) throws -> ProfileSelection {
    try ProfileSelection(
      flag: flag, environment: Environment(variables), home: home, workingDirectory: AbsolutePath.root.appending("work")
    )
  }
}
