import Platform
import Profiles
import Services
import Synchronization
import TestSupport
import Testing

/// A launchd of its own with one agent's file.
private struct Rig {
  let launchctl: ScriptedLaunchctl
  let directory: AbsolutePath
  let service = "bot.molt.rescue"
  let target = "gui/501/bot.molt.rescue"
  var isReady: LaunchdServiceManager.Readiness?

  static func with(_ body: (Rig) throws -> Void) throws {
    try withScratch { directory throws in
      let rig = Rig(
        launchctl: ScriptedLaunchctl(in: directory), directory: Profile.launchAgents(home: directory))
      try rig.write(port: 18789)
      try body(rig)
    }
  }

  var plist: AbsolutePath { directory.appending("\(service).plist") }

  var manager: LaunchdServiceManager {
    LaunchdServiceManager(
      Launchctl(ScriptedLaunchctl.program, environment: launchctl.environment), domain: .gui(501),
      directory: directory,
      patience: LaunchdPatience(
        backoff: [.milliseconds(1), .milliseconds(1), .milliseconds(1)], interval: .milliseconds(1)),
      isReady: isReady)
  }

  func write(port: Int) throws {
    var definition = ServiceDefinition.sample()
    definition.port = try #require(Port("\(port)"))
    definition.executable = AbsolutePath.root.appending("bin/sleep")
    try place(try LaunchAgent(definition).text(), at: plist)
  }

  func start() throws -> StartOutcome { try manager.start(service, deadline: .after(.seconds(60))) { _ in } }
  func restart() throws -> StartOutcome { try manager.restart(service, deadline: .after(.seconds(60))) { _ in } }
  func stop() throws -> StopOutcome { try manager.stop(service, deadline: .after(.seconds(60))) { _ in } }
  func status() throws -> ServiceStatus { try manager.status(of: service, deadline: .after(.seconds(60))) }

  /// The commands that change something, since the last time.
  func changes() throws -> [String] {
    try launchctl.calls().filter { !$0.hasPrefix("print") }
      .map { $0.split(separator: "/").first.map(String.init) ?? $0 }
  }
}

extension StartOutcome {
  /// The process of a service that is ready; nil for every other outcome.
  fileprivate var readyProcess: Int32? {
    guard case .ready(let status) = self else { return nil }
    return status.processID
  }
}

@Suite("launchd as a service manager", .serialized) struct LaunchdServiceManagerTests {
  @Test("a start enables, loads and looks; a second one changes nothing")
  func start() throws {
    try Rig.with { rig throws in
      #expect(try rig.status().state == .stopped)
      #expect(try rig.start().readyProcess == 71)
      #expect(try rig.changes() == ["enable gui", "bootstrap gui"])
      #expect(try rig.start().readyProcess == 71)
      #expect(try rig.changes() == [])
      #expect(
        try rig.status()
          == ServiceStatus(
            state: .running, isEnabled: true, processID: 71, run: ServiceRun(processID: 71), isLoaded: true))
    }
  }

  @Test("a gateway that has a process is on its way until it is ready, and a start waits for that")
  func readiness() throws {
    try Rig.with { rig throws in
      var rig = rig
      rig.isReady = { agent, process in
        #expect(agent.label == "bot.molt.rescue" && process == 71)
        return false
      }
      let waited = try rig.manager.start(rig.service, deadline: .after(.seconds(4))) { _ in }
      guard case .stillStarting(let status) = waited else { throw Unexpected() }
      #expect(try status.state == .starting && rig.status().state == .starting)
      var looks = 0
      let answers = Mutex(3)
      rig.isReady = { _, _ in
        answers.withLock {
          $0 -= 1
          return $0 < 0
        }
      }
      let outcome = try rig.manager.start(rig.service, deadline: .after(.seconds(60))) { _ in looks += 1 }
      #expect(outcome.readyProcess == 71 && looks == 3)
    }
  }

  @Test("a job whose property list has changed is told, and a start of one without a process loads it anew")
  func changed() throws {
    try Rig.with { rig throws in
      _ = try rig.start()
      #expect(try !rig.status().needsReload)
      try rig.write(port: 20000)
      #expect(try rig.status().needsReload)
      try rig.launchctl.end(rig.service, state: "not running", exit: "0")
      _ = try rig.changes()
      #expect(try rig.start().readyProcess == 72)
      #expect(try rig.changes() == ["bootout gui", "enable gui", "bootstrap gui"])
    }
  }

  @Test("a loaded job without a process is kicked, not loaded again")
  func kick() throws {
    try Rig.with { rig throws in
      _ = try rig.start()
      try rig.launchctl.end(rig.service, state: "not running", exit: "0")
      #expect(try rig.status().state == .stopped)
      _ = try rig.changes()
      #expect(try rig.start().readyProcess == 72)
      #expect(try rig.changes() == ["kickstart gui"])
    }
  }

  @Test("an installed job that is not there is no such unit, and nothing is asked of launchd but its state")
  func notInstalled() throws {
    try Rig.with { rig throws in
      try Files.remove(rig.plist)
      #expect(try rig.status() == ServiceStatus(state: .notInstalled))
      #expect(throws: ServiceManagerError.self) { try rig.start() }
      #expect(throws: ServiceManagerError.self) { try rig.restart() }
      #expect(try rig.changes() == [])
      let error = #expect(throws: ServiceManagerError.self) {
        try rig.manager.status(of: "no label", deadline: .after(.seconds(5)))
      }
      #expect(error?.code == "no-such-unit")
    }
  }

  @Test("a stop unloads and waits until the label has left, keeps file and enablement, and a start works after it")
  func stop() throws {
    try Rig.with { rig throws in
      _ = try rig.start()
      try rig.launchctl.lingering(3)
      guard case .stopped(let status) = try rig.stop() else { throw Unexpected() }
      #expect(status.state == .stopped && status.isEnabled)
      #expect(try rig.launchctl.calls().filter { $0 == "print \(rig.target)" }.count >= 5)
      #expect(try Files.status(rig.plist) != nil)
      guard case .wasDown = try rig.stop() else { throw Unexpected() }
      #expect(try rig.start().readyProcess == 72)
    }
  }

  @Test("a stop whose job lingers past the deadline says so")
  func lingering() throws {
    try Rig.with { rig throws in
      _ = try rig.start()
      try rig.launchctl.lingering(1_000_000)
      let outcome = try rig.manager.stop(rig.service, deadline: .after(.seconds(4))) { _ in }
      guard case .stillStopping = outcome else { throw Unexpected() }
    }
  }

  @Test("registration is the job's enablement, told apart from running")
  func registration() throws {
    try Rig.with { rig throws in
      let soon = Deadline.after(.seconds(60))
      #expect(try rig.manager.register(rig.service, deadline: soon) == false)
      #expect(try rig.manager.unregister(rig.service, deadline: soon))
      #expect(try rig.manager.unregister(rig.service, deadline: soon) == false)
      #expect(try rig.status().isEnabled == false)
      #expect(try rig.manager.register(rig.service, deadline: soon))
      #expect(try rig.status().isEnabled)
      #expect(try rig.changes() == ["disable gui", "enable gui"])
    }
  }

  @Test("a process that ends at once is a failed start with its exit, loaded anew or kicked")
  func failedStart() throws {
    try Rig.with { rig throws in
      try rig.launchctl.crashing("78: EX_CONFIG")
      for runs in 1...2 {
        guard case .failed(let status, job: "spawn scheduled") = try rig.start() else { throw Unexpected() }
        #expect(status.state == .configurationRejected && status.lastExit == .configurationRejected)
        #expect(status.restarts == runs - 1)
      }
    }
  }

  @Test("a launchd that cannot be asked is an error with its own words")
  func noSession() throws {
    try Rig.with { rig throws in
      try rig.launchctl.replies("print", "125 always")
      let error = #expect(throws: ServiceManagerError.self) { try rig.status() }
      #expect(error?.code == "user-manager-unreachable")
      #expect(error?.description.contains("125: Domain does not support specified action") == true)
    }
  }
}

@Suite("Restart under launchd", .serialized) struct LaunchdRestartTests {
  @Test("a job whose file has not changed is restarted in place, so that it is never unloaded")
  func inPlace() throws {
    try Rig.with { rig throws in
      _ = try rig.start()
      _ = try rig.changes()
      #expect(try rig.restart().readyProcess == 72)
      #expect(try rig.changes() == ["kickstart -k gui"])
    }
  }

  @Test("a restart of what is down starts it")
  func ofStopped() throws {
    try Rig.with { rig throws in
      #expect(try rig.restart().readyProcess == 71)
    }
  }

  /// Restarts a running job whose file has changed, with failures laid out for its loading.
  private func reload(_ rig: Rig, _ replies: String) throws -> StartOutcome {
    _ = try rig.start()
    try rig.write(port: 20000)
    try rig.launchctl.replies("bootstrap", replies)
    _ = try rig.changes()
    return try rig.restart()
  }

  @Test("a job whose file has changed is unloaded, awaited until it has left, and loaded")
  func reloaded() throws {
    try Rig.with { rig throws in
      _ = try rig.start()
      try rig.write(port: 20000)
      try rig.launchctl.lingering(2)
      _ = try rig.launchctl.calls()
      #expect(try rig.restart().readyProcess == 72)
      let calls = try rig.launchctl.calls()
      let bootout = try #require(calls.firstIndex(of: "bootout \(rig.target)"))
      let bootstrap = try #require(calls.firstIndex(of: "bootstrap gui/501 \(rig.plist)"))
      #expect(calls[bootout..<bootstrap].filter { $0 == "print \(rig.target)" }.count >= 3)
      #expect(calls.last { $0.hasPrefix("print ") } == "print \(rig.target)")
      _ = try rig.changes()
      #expect(try rig.restart().readyProcess == 73)
      #expect(try rig.changes() == ["kickstart -k gui"])
    }
  }

  @Test("input/output errors are retried: 5, 5, then success")
  func retried() throws {
    try Rig.with { rig throws in
      #expect(try reload(rig, "5\n5").readyProcess == 72)
      #expect(
        try rig.changes() == [
          "bootout gui", "enable gui", "bootstrap gui", "enable gui", "bootstrap gui", "enable gui", "bootstrap gui",
        ])
    }
  }

  @Test("37 counts as loaded when the label is there, at the first attempt")
  func parallelLoad() throws {
    try Rig.with { rig throws in
      #expect(try reload(rig, "37 loaded").readyProcess == 72)
      #expect(try rig.changes() == ["bootout gui", "enable gui", "bootstrap gui"])
    }
  }

  @Test("37 without the label is a failure like any other, and is retried")
  func parallelFailure() throws {
    try Rig.with { rig throws in
      #expect(try reload(rig, "37").readyProcess == 72)
      #expect(try rig.changes().filter { $0 == "bootstrap gui" }.count == 2)
    }
  }

  @Test("a load that never succeeds ends with left-unloaded and launchctl's own words", arguments: ["5", "37", "0"])
  func leftUnloaded(_ status: String) throws {
    try Rig.with { rig throws in
      let error = #expect(throws: ServiceManagerError.self) { try reload(rig, "\(status) always") }
      #expect(error?.code == "left-unloaded")
      let words = ["5": "5: Input/output error", "37": "37: Operation already", "0": "not there afterwards"]
      #expect(error?.description.contains(words[status] ?? "?") == true, "\(String(describing: error))")
      #expect(try rig.changes().filter { $0 == "bootstrap gui" }.count == 4)
      #expect(try rig.launchctl.calls().isEmpty)
    }
  }

  @Test("a start that cannot load says the same")
  func startLeftUnloaded() throws {
    try Rig.with { rig throws in
      try rig.launchctl.replies("bootstrap", "5 always")
      let error = #expect(throws: ServiceManagerError.self) { try rig.start() }
      #expect(error?.code == "left-unloaded")
      try rig.launchctl.replies("bootstrap")
      #expect(try rig.start().readyProcess == 71)
    }
  }

  @Test("a bootout that is refused leaves the job as it is, and says why")
  func bootout() throws {
    try Rig.with { rig throws in
      _ = try rig.start()
      try rig.write(port: 20000)
      try rig.launchctl.replies("bootout", "1")
      let error = #expect(throws: ServiceManagerError.self) { try rig.restart() }
      #expect(error?.code == "access-denied" && error?.description.contains("not permitted") == true)
      #expect(try rig.status().processID == 71)
    }
  }

  @Test("a job that lingers past the deadline is no success, and is not loaded over")
  func lingering() throws {
    try Rig.with { rig throws in
      _ = try rig.start()
      try rig.write(port: 20000)
      try rig.launchctl.lingering(1_000_000)
      _ = try rig.changes()
      let outcome = try rig.manager.restart(rig.service, deadline: .after(.seconds(4))) { _ in }
      guard case .failed(_, job: "still unloading") = outcome else { throw Unexpected() }
      #expect(try rig.changes() == ["bootout gui"])
    }
  }
}
