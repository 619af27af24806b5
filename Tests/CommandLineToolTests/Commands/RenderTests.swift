import CommandTree
import JSON
import Platform
import Profiles
import Services
import TestSupport
import Testing

@Suite("openclaw gateway render") struct RenderTests {
  private func unit(_ run: CommandRun) -> InstalledUnit { InstalledUnit(UnitFile(run.output)) }

  @Test("the user unit says what install would write")
  func user() throws {
    try TestHome.with { home throws in
      let run = home.run("--profile rescue gateway render --port 21000")
      let unit = unit(run)
      #expect(run.status == .success && run.errors.isEmpty)
      #expect(unit.command?.arguments.dropFirst() == ["gateway", "--port", "21000"])
      #expect(unit.profile == .named("rescue") && unit.version == ProductVersion.current)
      #expect(unit.workingDirectory == home.path.string && unit.mark("Scope") == "user")
      #expect(unit.file.value("Install", "WantedBy") == "default.target")
      #expect(unit.variable("OPENCLAW_GATEWAY_TOKEN") == "")
      #expect(try tree(home.path) == [])
    }
  }

  @Test("with --socket-activation the socket unit comes after the service's, which takes its sockets")
  func sockets() throws {
    try TestHome.with { home throws in
      try place("{gateway: {bind: 'lan'}}", at: home.profile(.named("rescue")).configPath)
      let run = home.run("--profile rescue gateway render --port 21000 --socket-activation")
      let file = UnitFile(run.output)
      #expect(file.value("Service", "Sockets") == "openclaw-gateway-rescue.socket", "\(run)")
      #expect(file.values("Socket", "ListenStream") == ["0.0.0.0:21000"])
      #expect(run.output.contains("\n# \(home.path)/.config/systemd/user/openclaw-gateway-rescue.socket\n"))
      let refused = home.run("gateway render --manager launchd --socket-activation")
      #expect(refused.status == .usage && refused.errors.contains("only systemd listens"), "\(refused)")
    }
  }

  @Test("the system unit names the account and the machine's target")
  func system() throws {
    let account = try #require(try Account.withID(Account.effectiveUserID))
    let line = "gateway render --manager systemd-system --run-as \(account.name) --port 21000"
    let run = try TestHome.with { $0.run(line) }
    #expect(unit(run).file.value("Service", "User") == account.name, "\(run)")
    #expect(unit(run).file.value("Install", "WantedBy") == "multi-user.target")
    #expect(unit(run).workingDirectory == account.home.string)
  }

  @Test("--hardened adds the sandbox to both", arguments: ["systemd-user", "systemd-system"])
  func hardened(_ manager: String) throws {
    try TestHome.with { home throws in
      let account = manager == "systemd-system" ? " --run-as root" : ""
      let plain = unit(home.run("gateway render --manager \(manager)\(account) --port 21000"))
      let hardened = unit(home.run("gateway render --manager \(manager)\(account) --port 21000 --hardened"))
      #expect(plain.file.value("Service", "ProtectSystem") == nil)
      #expect(hardened.file.value("Service", "ProtectSystem") == "strict")
      #expect(hardened.file.values("Service", "ReadWritePaths").contains { $0.contains("/.openclaw") })
    }
  }

  @Test("an installed sandbox stays, as install keeps it; a LaunchAgent has none") func keptSandbox() throws {
    try TestHome.with { home throws in
      let profile = home.profile()
      try place(home.run("gateway render --port 21000 --hardened").output, at: profile.userUnitPath)
      #expect(unit(home.run("gateway render")).file.value("Service", "ProtectSystem") == "strict")
      #expect(home.run("gateway render --manager launchd").status == .success)
    }
  }

  @Test("a base without room for its family is refused", arguments: ["65426", "65530", "65535"])
  func tooHigh(_ port: String) throws {
    let run = try TestHome.with { $0.run("gateway render --port \(port)") }
    #expect(run.status == .configurationRefused && run.output.isEmpty, "\(run)")
  }

  @Test("a template of the user's takes the place of ours, at the path that templates/README.md names")
  func template() throws {
    try TestHome.with { home throws in
      let file = "~/.config/openclaw/templates/systemd/openclaw-gateway.user.service"
      #expect(try Checkout.text(of: "templates/README.md").contains("`\(file)`"))
      try place("# {{port}}\n", at: home.path.appending(String(file.dropFirst(2))))
      #expect(home.run("gateway render --port 21000").output == "# 21000\n")
    }
  }

  @Test("a system unit is not rendered for root unasked") func runAs() throws {
    try TestHome.with { home throws in
      let run = home.run("gateway render --manager systemd-system --port 21000 --output \(home.path)/unit")
      #expect(run.status == .usage && run.errors.contains("--run-as"), "\(run)")
      #expect(try tree(home.path) == [])
    }
  }

  @Test("the caller's PATH and variables do not shape it")
  func stable() throws {
    try TestHome.with { home throws in
      let plain = home.run("gateway render --port 21000")
      let other = home.setting(["PATH": "/opt/odd", "LANG": "C", "OPENCLAW_GATEWAY_TOKEN": "canary"])
      #expect(other.run("gateway render --port 21000").output == plain.output)
    }
  }

  @Test("--output writes the same text to a file, relative to ~ too")
  func output() throws {
    try TestHome.with { home throws in
      let printed = home.run("gateway render --port 21000").output
      let run = home.run("gateway render --port 21000 --output ~/unit.service")
      #expect(run.output == "Wrote ~/unit.service\n")
      #expect(
        try home.text(home.path.appending("unit.service")).map { $0.trimmingBlanks() } == printed.trimmingBlanks())
      #expect(try Files.status(home.path.appending("unit.service"))?.mode == 0o644)
    }
  }

  @Test("a home that systemd cannot represent is refused before anything is written", arguments: ["a\nb", "a\tb"])
  func refused(_ name: String) throws {
    try TestHome.with { outer throws in
      let home = TestHome(path: outer.path.appending(name))
      try Files.makeDirectory(home.path, mode: 0o700)
      let run = home.run("gateway render --port 21000 --output ~/unit.service")
      #expect(run.status == .failure && run.errors.contains("the unit cannot be written"), "\(run)")
      #expect(try tree(home.path) == [])
    }
  }

  @Test(
    "a home with blanks, percent signs and quotes comes back from the unit", arguments: ["a b", "50%h", "a\"b'c$d"])
  func awkward(_ name: String) throws {
    try TestHome.with { outer throws in
      let home = TestHome(path: outer.path.appending(name))
      try Files.makeDirectory(home.path, mode: 0o700)
      let unit = unit(home.run("gateway render --port 21000"))
      #expect(unit.variable("HOME") == home.path.string && unit.workingDirectory == home.path.string)
    }
  }

  @Test("without --port it is the one that install would choose")
  func port() throws {
    try TestHome.with { home throws in
      let base = try FreePort.base()
      try home.configure(.named("rescue"), port: base)
      #expect(unit(home.run("--profile rescue gateway render")).port == base)
      let chosen = try #require(unit(home.run("--profile fresh gateway render")).port)
      #expect(abs(chosen.number - base.number) >= PortPlan.spacing && chosen != PortPlan.defaultBase)
      #expect(unit(home.run("gateway render")).port == PortPlan.defaultBase)
      #expect(unit(home.run("--dev gateway render")).port == PortPlan.developmentBase)
    }
  }

  @Test("an account that does not exist is a usage failure")
  func noAccount() throws {
    let run = try TestHome.with { $0.run("gateway render --run-as nobody-here-at-all") }
    #expect(run.status == .usage && run.output.isEmpty && run.errors.contains("there is no account"))
  }
}
