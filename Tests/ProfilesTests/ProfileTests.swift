import Platform
import Profiles
import Testing

@Suite("Profile")
struct ProfileTests {
  private let home = AbsolutePath.root.appending("home/u")

  @Test(
    "every place and name follows from the profile's name",
    arguments: [
      (.default, ".openclaw", "workspace", "openclaw-gateway.service"),
      (.named("rescue"), ".openclaw-rescue", "workspace-rescue", "openclaw-gateway-rescue.service"),
      (.dev, ".openclaw-dev", "workspace-dev", "openclaw-gateway-dev.service"),
      (.named("Main"), ".openclaw-Main", "workspace-Main", "openclaw-gateway-Main.service"),
    ] as [(ProfileName, String, String, String)])
  func places(name: ProfileName, state: String, workspace: String, unit: String) {
    let profile = Profile(name, home: home)
    #expect(profile.stateDirectory == home.appending(state))
    #expect(profile.configPath == home.appending("\(state)/openclaw.json"))
    #expect(profile.logFile == home.appending("\(state)/logs/gateway.log"))
    #expect(profile.defaultWorkspace == home.appending(".openclaw/\(workspace)"))
    #expect(profile.unitName == unit)
    #expect(profile.userUnitPath == home.appending(".config/systemd/user/\(unit)"))
    #expect(profile.systemUnitPath.string == "/etc/systemd/system/\(unit)")
  }

  @Test("an override moves what it names and what follows from it") func overrides() {
    let elsewhere = AbsolutePath.root.appending("srv/claw")
    let moved = Profile(.named("a"), home: home, stateDirectory: elsewhere)
    #expect(moved.configPath == elsewhere.appending("openclaw.json"))
    #expect(moved.logFile == elsewhere.appending("logs/gateway.log"))
    #expect(moved.defaultWorkspace == home.appending(".openclaw/workspace-a"))
    let configured = Profile(.named("a"), home: home, configPath: elsewhere, unitName: "x.service")
    #expect(configured.stateDirectory == home.appending(".openclaw-a"))
    #expect(configured.configPath == elsewhere)
    #expect(configured.userUnitPath.lastComponent == "x.service")
  }

  @Test(
    "only a canonical state directory has a profile",
    arguments: [
      (".openclaw", .default), (".openclaw-rescue", .named("rescue")), (".openclaw-a-b", .named("a-b")),
      (".openclaw-", nil), (".openclaw-default", nil), (".openclaw-DEFAULT", nil), (".openclaw-a.bak", nil),
      (".openclaw-a b", nil), (".openclawx", nil), ("openclaw", nil), (".openclaw-a/b", nil),
      (".openclaw/workspace-a", nil),
      ("", nil), (".openclaw_a", nil), ("x/.openclaw", nil),
    ] as [(String, ProfileName?)])
  func stateDirectories(path: String, name: ProfileName?) {
    #expect(Profile.name(ofStateDirectory: home.appending(path), home: home) == name)
  }

  @Test(
    "the default port is published for two profiles only",
    arguments: [(.default, 18789), (.dev, 19001), (.named("rescue"), nil)] as [(ProfileName, Int?)])
  func defaultPort(name: ProfileName, port: Int?) {
    #expect(Profile(name, home: home).defaultPort?.number == port)
  }

  @Test("a command line names the profile unless it is the default one") func commandLine() {
    #expect(Profile(.default, home: home).commandLine("gateway install") == "openclaw gateway install")
    #expect(Profile(.named("a"), home: home).commandLine("doctor") == "openclaw --profile a doctor")
  }
}
