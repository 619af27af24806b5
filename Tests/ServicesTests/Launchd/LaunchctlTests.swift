import Platform
import Services
import TestSupport
import Testing

/// The label of the sample profile.
func label(_ text: String = "bot.molt.rescue") throws -> LaunchdLabel { try #require(LaunchdLabel(text)) }

@Suite("launchctl") struct LaunchctlTests {
  private func target() throws -> LaunchdServiceTarget { LaunchdServiceTarget(.gui(501), try label()) }

  @Test("a command is these words")
  func words() throws {
    let target = try target()
    #expect(LaunchctlCommand.enable(target).arguments == ["enable", "gui/501/bot.molt.rescue"])
    #expect(LaunchctlCommand.disable(target).arguments == ["disable", "gui/501/bot.molt.rescue"])
    #expect(
      LaunchctlCommand.bootstrap(.gui(501), plist: path("/h/a b.plist")).arguments
        == ["bootstrap", "gui/501", "/h/a b.plist"])
    #expect(LaunchctlCommand.bootout(target).arguments == ["bootout", "gui/501/bot.molt.rescue"])
    #expect(
      LaunchctlCommand.kickstart(target, killing: true).arguments == ["kickstart", "-k", "gui/501/bot.molt.rescue"])
    #expect(LaunchctlCommand.kickstart(target, killing: false).arguments == ["kickstart", "gui/501/bot.molt.rescue"])
    #expect(LaunchctlCommand.print(target).arguments == ["print", "gui/501/bot.molt.rescue"])
    #expect(LaunchctlCommand.printDisabled(.gui(501)).arguments == ["print-disabled", "gui/501"])
  }

  @Test("a failure carries the command, the status and launchctl's own words")
  func failure() throws {
    try withScratch { directory throws in
      let scripted = ScriptedLaunchctl(in: directory)
      let launchctl = Launchctl(ScriptedLaunchctl.program, environment: scripted.environment)
      let command = LaunchctlCommand.bootstrap(.gui(501), plist: path("/nowhere.plist"))
      let expected = LaunchctlError(command, .exited(5), standardError: "Bootstrap failed: 5: Input/output error")
      #expect(throws: expected) { try launchctl.run(command, deadline: .after(.seconds(20))) }
      #expect(
        expected.description
          == "launchctl bootstrap gui/501 /nowhere.plist: Bootstrap failed: 5: Input/output error (status 5)")
    }
  }

  @Test("a program that is not there, or hangs, is told apart from one that refuses")
  func noAnswer() throws {
    let command = LaunchctlCommand.printDisabled(.gui(501))
    let missing = Launchctl(path("/nowhere/launchctl"), environment: Environment())
    let error = #expect(throws: LaunchctlError.self) { try missing.run(command, deadline: .after(.seconds(5))) }
    #expect(error?.managerError.code == "user-manager-unreachable")
    try withScratch { directory throws in
      let program = directory.appending("launchctl")
      try AtomicFile.write(Array("#!/bin/sh\nsleep 60\n".utf8), to: program, mode: 0o700)
      let hung = Launchctl(program, environment: Environment(["PATH": "/bin"]))
      #expect(throws: LaunchctlError(command, .timedOut)) { try hung.run(command, deadline: .after(.milliseconds(50))) }
    }
  }

  @Test(
    "an outcome is the error that every manager has",
    arguments: [
      (LaunchctlError.Outcome.exited(1), "access-denied"), (.exited(125), "user-manager-unreachable"),
      (.exited(5), "manager-refused"), (.signalled(9), "manager-refused"), (.timedOut, "manager-timeout"),
    ])
  func mapping(_ outcome: LaunchctlError.Outcome, _ code: String) {
    let error = LaunchctlError(.printDisabled(.gui(501)), outcome, standardError: "words").managerError
    #expect(error.code == code)
    #expect(code == "manager-timeout" || error.description.contains("words"))
    #expect(!error.description.contains("systemd"))
  }
}

@Suite("What launchctl prints") struct LaunchctlPrintTests {
  /// As macOS 15 prints a job that runs.
  static let running = """
    gui/501/bot.molt.rescue = {
    \tactive count = 1
    \tpath = /Users/ops/Library/LaunchAgents/bot.molt.rescue.plist
    \ttype = LaunchAgent
    \tstate = running

    \tprogram = /usr/local/bin/openclaw
    \targuments = {
    \t\t/usr/local/bin/openclaw
    \t\tgateway
    \t\t--label = x
    \t}

    \tworking directory = /Users/ops

    \tinherited environment = {
    \t\tSSH_AUTH_SOCK => /private/tmp/com.apple.launchd.x/Listeners
    \t}

    \tenvironment = {
    \t\tOPENCLAW_PROFILE => rescue
    \t\tXPC_SERVICE_NAME => bot.molt.rescue
    \t}

    \tdomain = gui/501 [100005]
    \tminimum runtime = 10
    \truns = 3
    \tpid = 4242
    \timmediate reason = speculative
    \tlast exit code = 78: EX_CONFIG

    \tresource coalition = {
    \t\tID = 1234
    \t\ttype = resource
    \t\tstate = active
    \t}

    \tproperties = keepalive | runatload | inferred program
    }
    """

  private func loaded(_ lines: String...) -> LoadedAgent {
    LoadedAgent(LaunchctlPrint("x = {\n" + lines.map { "\t\($0)\n" }.joined() + "}\n"))
  }

  @Test("a running job: its process, its file, its runs; blocks keep to themselves")
  func job() {
    let print = LaunchctlPrint(Self.running)
    let loaded = LoadedAgent(print)
    #expect(loaded.processID == 4242 && loaded.runs == 3 && loaded.state == "running")
    #expect(loaded.path == "/Users/ops/Library/LaunchAgents/bot.molt.rescue.plist")
    #expect(loaded.lastExit == .exited(78) && loaded.serviceState(after: loaded.lastExit) == .running)
    #expect(print.lines("arguments") == ["/usr/local/bin/openclaw", "gateway", "--label = x"])
    #expect(print.lines("environment") == ["OPENCLAW_PROFILE => rescue", "XPC_SERVICE_NAME => bot.molt.rescue"])
    #expect(print.value("id") == nil)
  }

  @Test(
    "a state is one of ours",
    arguments: [
      ("state = running", "pid = 7", ServiceState.running), ("STATE = Running", "runs = 1", .running),
      ("state = spawn scheduled", "last exit code = (never exited)", .starting),
      ("state = spawn scheduled", "last exit code = 1", .restarting),
      ("state = spawn scheduled", "last terminating signal = Killed: 9", .restarting),
      ("state = not running", "last exit code = 78: EX_CONFIG", .configurationRejected),
      ("state = not running", "last exit code = 0", .stopped), ("state = waiting", "runs = 0", .stopped),
      ("nothing = known", "runs = x", .stopped),
    ])
  func states(_ first: String, _ second: String, _ state: ServiceState) {
    let agent = loaded(first, second)
    #expect(agent.serviceState(after: agent.lastExit) == state)
  }

  @Test("an end by a signal is one, also when an exit code is printed too")
  func signal() {
    let ended = loaded("last exit code = 0", "last terminating signal = Terminated: 15")
    #expect(ended.lastExit == .killed(signal: 15, dumped: false))
  }

  @Test("what launchd and the file say is put together")
  func together() {
    let agent = loaded("state = running", "pid = 7", "runs = 3")
    let known = AgentState(loaded: agent, agent: nil, hasFile: true, isDisabled: false)
    #expect(known.status.state == .running && known.status.isEnabled && known.status.restarts == 2)
    let cached = AgentState(loaded: agent, agent: nil, hasFile: false, isDisabled: false)
    #expect(cached.loaded != nil && !cached.hasFile && !cached.status.isEnabled && cached.status.state == .running)
    let disabled = AgentState(loaded: nil, agent: nil, hasFile: true, isDisabled: true)
    #expect(disabled.status.state == .stopped && !disabled.status.isEnabled)
    #expect(AgentState(loaded: nil, agent: nil, hasFile: false, isDisabled: false).status.state == .notInstalled)
  }

  @Test("78 is a refused config, or of a program that is not there that it could not be started")
  func notStarted() {
    let ended = loaded("state = spawn scheduled", "last exit code = 78: EX_CONFIG")
    let refused = AgentState(loaded: ended, agent: nil, hasFile: true, isDisabled: false).status
    #expect(refused.state == .configurationRejected && refused.lastExit == .configurationRejected)
    let missing = AgentState(loaded: ended, agent: nil, lacksProgram: true, hasFile: true, isDisabled: false).status
    #expect(missing.state == .restarting && missing.lastExit == .executableMissing)
  }

  @Test("disabled jobs are known by the words of older and newer systems")
  func disabled() {
    let text = """
      \tdisabled services = {
      \t\t"com.apple.a" => disabled
      \t\t"com.apple.b" => enabled
      \t\t"com.apple.c" => true
      \t\t"com.apple.d" => false
      \t}
      \tlogin item associations = {
      \t}
      """
    #expect(LaunchctlPrint.disabledLabels(text) == ["com.apple.a", "com.apple.c"])
    #expect(LaunchctlPrint.disabledLabels("") == [])
  }
}
