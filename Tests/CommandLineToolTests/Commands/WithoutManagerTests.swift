import CommandTree
import Glibc
import JSON
import Platform
import Profiles
import TestSupport
import Testing

@Suite("Services where no systemd runs", .whereNoSystemdRuns) struct WithoutManagerTests {
  @Test(
    "install ends with its own status, names the foreground form and leaves the home as it was",
    arguments: [
      "gateway install", "--profile rescue gateway install --port 23000", "gateway install --force",
      "gateway install --dry-run", "gateway install --enable-linger", "daemon install",
    ])
  func install(_ line: String) throws {
    try TestHome.with { home throws in
      try place("mine", at: home.path.appending("notes"))
      let before = try tree(home.path)
      let run = home.run(line + " --manager systemd --json")
      let document = try expectDocument(run, ok: false)
      #expect(run.status == .noServiceManager, "\(run)")
      #expect(document["code"] == "no-service-manager" && document["action"] == "install")
      #expect(document["hints"]?.arrayValue?.first?.stringValue?.hasPrefix("openclaw") == true)
      #expect(try tree(home.path) == before)
    }
  }

  @Test("what is not installed can be stopped and uninstalled, and not started")
  func notInstalled() throws {
    try TestHome.with { home throws in
      for verb in ["start", "restart"] {
        let run = home.run("--profile zrescue gateway \(verb) --manager systemd --json")
        #expect(run.status == .notInstalled)
        let document = try expectDocument(run, ok: false)
        #expect(document["code"] == "not-installed")
        #expect(document["hints"] == ["openclaw --profile zrescue gateway install"])
      }
      let stop = home.run("--profile zrescue gateway stop --json")
      #expect(try expectDocument(stop, ok: true)["result"] == "not-loaded" && stop.status == .success)
      let uninstall = home.run("--profile zrescue gateway uninstall --json")
      #expect(try expectDocument(uninstall, ok: true)["result"] == "not-installed" && uninstall.status == .success)
      #expect(try tree(home.path) == [])
    }
  }

  @Test("what is installed cannot be started, stopped or restarted", arguments: ["start", "stop", "restart"])
  func installed(_ verb: String) throws {
    try TestHome.with { home throws in
      let port = try FreePort.base()
      try home.configure(.named("zrescue"), port: port)
      try home.installUnit(.named("zrescue"), port: port)
      let before = try tree(home.path)
      let run = home.run("--profile zrescue gateway \(verb) --manager systemd --json")
      #expect(run.status == .noServiceManager, "\(run)")
      #expect(try expectDocument(run, ok: false)["code"] == "no-service-manager")
      #expect(try tree(home.path) == before)
    }
  }

  @Test("a supervisor that cannot be started is an error at once", arguments: ["start", "restart"])
  func supervisorMissing(_ verb: String) throws {
    try TestHome.with { home throws in
      let port = try FreePort.base()
      try home.configure(.named("zrescue"), port: port)
      try home.installUnit(.named("zrescue"), port: port)
      let run = home.run("--profile zrescue gateway \(verb) --json")
      let document = try expectDocument(run, ok: false)
      #expect(document["code"] == "supervisor-unreachable", "\(run)")
      #expect(document["error"]?.stringValue?.contains("\(TestHome.executable)") == true)
    }
  }

  @Test("uninstall takes the unit and its link away and nothing else, and the second time has nothing to do")
  func uninstall() throws {
    try TestHome.with { home throws in
      let port = try FreePort.base()
      for name in ["zother", "zrescue"] { try home.configure(.named(name), port: port) }
      try home.installUnit(.named("zother"), port: port)
      let before = try tree(home.path)
      let unit = try home.installUnit(.named("zrescue"), port: port)
      let document = try expectDocument(home.run("--profile zrescue gateway uninstall --json"), ok: true)
      #expect(document["result"] == "uninstalled")
      #expect(document["changes"]?.arrayValue?.compactMap { $0["step"]?.stringValue } == ["remove-unit"])
      #expect(try Files.status(unit) == nil)
      #expect(try tree(home.path) == before)
      let again = try expectDocument(home.run("--profile zrescue gateway uninstall --json"), ok: true)
      #expect(again["result"] == "not-installed" && again["changes"] == [])
    }
  }

  @Test("uninstall of a unit without a state directory leaves none behind")
  func noState() throws {
    try TestHome.with { home throws in
      try home.installUnit(.named("zother"), port: try FreePort.base())
      let before = try tree(home.path)
      try home.installUnit(.named("zrescue"), port: try FreePort.base())
      #expect(home.run("--profile zrescue gateway uninstall").status == .success)
      #expect(try tree(home.path) == before)
    }
  }

  @Test("--dry-run of an uninstall only lists")
  func dryRun() throws {
    try TestHome.with { home throws in
      try home.installUnit(.named("zrescue"), port: try FreePort.base())
      let before = try tree(home.path)
      let run = home.run("--profile zrescue gateway uninstall --dry-run --json")
      #expect(try expectDocument(run, ok: true)["result"] == "planned")
      #expect(try tree(home.path) == before)
    }
  }

  @Test("--purge without a yes lists what would go and removes nothing")
  func purgeWithoutYes() throws {
    try TestHome.with { home throws in
      try home.configure(.named("zrescue"), port: try FreePort.base())
      let before = try tree(home.path)
      let run = home.run("--profile zrescue gateway uninstall --purge --json")
      let document = try expectDocument(run, ok: false)
      #expect(run.status == .usage && document["code"] == "confirmation-needed")
      #expect(document["error"]?.stringValue?.contains(".openclaw-zrescue") == true)
      #expect(try tree(home.path) == before)
    }
  }

  @Test("--purge of the default profile leaves every other profile's data, workspaces inside its directory included")
  func purge() throws {
    try TestHome.with { home throws in
      let ports = try FreePort.bases(2)
      #expect(home.run("--profile zrescue setup --port \(ports[1])").status == .success)
      try place("plan", at: home.profile(.named("zrescue")).defaultWorkspace.appending("PLAN.md"))
      let others = try tree(home.path)
      #expect(home.run("setup --port \(ports[0])").status == .success)
      try place("mine", at: home.profile().defaultWorkspace.appending("MINE.md"))
      let run = home.run("gateway uninstall --purge --yes --json")
      #expect(run.status == .success, "\(run)")
      #expect(try tree(home.path) == others)
    }
  }

  @Test("--purge takes a lone profile's config, state and workspace", arguments: ["", "--profile zrescue "])
  func purgeAlone(_ profile: String) throws {
    try TestHome.with { home throws in
      #expect(home.run("\(profile)setup --port \(try FreePort.base())").status == .success)
      #expect(home.run("\(profile)gateway uninstall --purge --yes").status == .success)
      #expect(try tree(home.path) == [])
    }
  }

  @Test("--purge of a named profile takes its workspace beside the default profile's and nothing else")
  func purgeNamed() throws {
    try TestHome.with { home throws in
      let ports = try FreePort.bases(2)
      #expect(home.run("setup --port \(ports[0])").status == .success)
      let others = try tree(home.path)
      #expect(home.run("--profile zrescue setup --port \(ports[1])").status == .success)
      #expect(home.run("--profile zrescue gateway uninstall --purge --yes").status == .success)
      #expect(try tree(home.path) == others)
    }
  }

  @Test("--purge leaves a directory that was named as workspace, and says so")
  func purgeForeign() throws {
    try TestHome.with { home throws in
      let notes = home.path.appending("mine/notes")
      try place("mine", at: notes)
      #expect(home.run("setup --port \(try FreePort.base()) --workspace ~/mine").status == .success)
      let document = try expectDocument(home.run("gateway uninstall --purge --yes --json"), ok: true)
      let warnings = document["warnings"]?.arrayValue ?? []
      #expect(warnings.map { $0["code"] } == ["data-kept"])
      #expect(warnings.first?["message"]?.stringValue?.contains("\(home.path)/mine") == true)
      #expect(try home.text(notes) == "mine")
    }
  }

  @Test("a gateway in the foreground is named by uninstall and start", arguments: ["uninstall", "start"])
  func foreground(_ verb: String) throws {
    try TestHome.with { home throws in
      try placeDirectory(home.profile().gatewayLock)
      // This process stands for the gateway: it holds the lock.
      guard let lock = try AdvisoryLock.tryExclusive(on: home.profile().gatewayLock) else {
        throw SystemError(code: EWOULDBLOCK, call: "flock")
      }
      let document = try home.run("gateway \(verb) --json").document
      let warning = document["warnings"]?[0]
      let hint = verb == "start" ? document["hints"]?[0] : warning?["hint"]
      #expect(hint == "openclaw gateway stop", "\(document)")
      #expect(verb == "start" || warning?["code"] == "foreground-gateway")
      _ = consume lock
    }
  }

  @Test("uninstall leaves an administrator's mask, and start and install are refused for it")
  func masked() throws {
    try TestHome.with { home throws in
      let unit = home.profile(.named("zrescue")).userUnitPath
      try placeDirectory(unit.parent)
      try placeLink(unit, to: AbsolutePath.root.appending("dev/null"))
      let before = try tree(home.path)
      let document = try expectDocument(home.run("--profile zrescue gateway uninstall --json"), ok: true)
      #expect(document["warnings"]?[0]?["code"] == "unit-masked")
      for verb in ["start", "restart", "install"] {
        let refused = try expectDocument(home.run("--profile zrescue gateway \(verb) --json"), ok: false)
        #expect(refused["code"] == "unit-masked", "\(verb)")
        #expect(refused["hints"] == ["systemctl --user unmask openclaw-gateway-zrescue.service"])
      }
      #expect(try tree(home.path) == before)
    }
  }
}
