import Foundation
import Platform
import Services
import TestSupport
import Testing

@Suite("Services under the supervisor, for real", .serialized) struct SupervisorLifecycleTests {
  @Test("the first start brings the supervisor up, and is over when the service is ready")
  func start() async throws {
    try await SupervisedHome.with { home in
      let unit = try home.install("a", "time.sleep(0.5)\n" + SupervisedHome.good)
      #expect(try home.status(unit).state == .stopped)
      #expect(try home.supervisors() == [], "looking starts nothing")
      let began = ContinuousClock.now
      guard case .ready(let status) = try await home.start(unit) else { return #expect(Bool(false), "\(home.log)") }
      #expect(began.duration(to: .now) >= .milliseconds(500))
      #expect(try home.processes("a") == [#require(status.processID)])
      #expect(try home.supervisors().count == 1)
      #expect(try await home.start(unit) == .ready(home.status(unit)), "starting what runs changes nothing")
    }
  }

  @Test("the service has the unit's surroundings and not those of whoever asked") func surroundings() async throws {
    try await SupervisedHome.with { home in
      let program = """
        os.umask(os.umask(0))
        mask = os.umask(0); os.umask(mask)
        open('facts', 'w').write('%o %s %s %s' % (mask, os.getcwd(), os.environ.get('B'), os.environ.get('SHELL')))
        print('hello from the service', flush=True)
        tell('READY=1\\nSTATUS=all is well')
        serve()
        """
      try place("B=from a file\n", at: home.path.appending("variables"))
      let unit = try home.install(
        "a", program, directives: "Environment=B=unit\nEnvironmentFile=\(home.path)/variables")
      #expect(try await home.start(unit).isReady)
      let facts = try Files.read(home.path.appending("facts")).map { String(decoding: $0, as: UTF8.self) }
      #expect(facts == "27 \(home.path) from a file None")
      #expect(try home.status(unit).statusText == "all is well")
      let output = try Files.read(home.path.appending("state-a/logs/service.log")) ?? []
      let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
      let run = try #require(try home.status(unit).run.id)
      #expect(lines.count == 2 && lines.first?.hasSuffix(" [supervisor] run begins: \(run)") == true, "\(lines)")
      #expect(lines.last == "hello from the service")
    }
  }

  @Test("a crash is followed by a new process, and a stop by none") func crashAndStop() async throws {
    try await SupervisedHome.with { home in
      let unit = try home.install("a", SupervisedHome.good)
      #expect(try await home.start(unit).isReady)
      let first = try #require(try home.status(unit).processID)
      kill(first, SIGKILL)
      try await eventually("another process runs") {
        let status = try home.status(unit)
        return status.state == .running && status.processID != first
      }
      #expect(try home.status(unit).restarts == 1)
      guard case .stopped(let status) = try await home.stop(unit) else { return #expect(Bool(false), "\(home.log)") }
      #expect(status.state == .stopped && status.lastExit == .exited(0))
      #expect(try home.processes("a") == [])
      guard case .wasDown = try await home.stop(unit) else { return #expect(Bool(false)) }
      #expect(try await home.start(unit).isReady)
    }
  }

  @Test("status 78 is final, and a crash loop ends after the allowed starts") func givesUp() async throws {
    try await SupervisedHome.with { home in
      let rejected = try home.install("a", "sys.exit(78)\n")
      guard case .failed(let status, _) = try await home.start(rejected) else {
        return #expect(Bool(false), "\(home.log)")
      }
      #expect(status.state == .configurationRejected && status.restarts == 0)
      let looping = try home.install("b", "open('starts', 'a').write('x')\nsys.exit(1)\n")
      _ = try await home.start(looping)
      let end = try await home.await(.gaveUp, looping)
      #expect(end.lastExit == .exited(1) && end.result == "start-limit-hit")
      #expect(try Files.read(home.path.appending("starts"))?.count == 5)
    }
  }

  @Test("a start that never gets ready is ended at its timeout") func startTimeout() async throws {
    try await SupervisedHome.with { home in
      let unit = try home.install("a", "serve()\n", directives: "TimeoutStartSec=0.3\nRestart=no")
      guard case .failed(let status, _) = try await home.start(unit) else { return #expect(Bool(false), "\(home.log)") }
      #expect(status.result == "timeout" && status.state == .failed)
      #expect(try home.processes("a") == [])
    }
  }

  @Test("a frozen service is replaced, with the reason") func watchdog() async throws {
    try await SupervisedHome.with { home in
      let unit = try home.install(
        "a", "tell('READY=1')\nwhile True:\n  tell('WATCHDOG=1')\n  time.sleep(0.1)\n",
        directives: "WatchdogSec=1\nTimeoutStopSec=1")
      #expect(try await home.start(unit).isReady)
      let first = try #require(try home.status(unit).processID)
      kill(first, SIGSTOP)
      try await eventually("another process runs") {
        let status = try home.status(unit)
        return status.state == .running && status.processID != first
      }
      #expect(home.log.contains("restarting (watchdog)"))
    }
  }

  @Test("a service that ignores SIGTERM and leaves children in sessions of their own is gone after the stop timeout")
  func stubborn() async throws {
    try await SupervisedHome.with { home in
      let program = """
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for leaves in (False, True):
            if os.fork() == 0:
                if leaves:
                    os.setsid()
                    if os.fork(): os._exit(0)
                while True: signal.pause()
        time.sleep(0.2)
        tell('READY=1')
        while True: signal.pause()
        """
      let unit = try home.install("a", program, directives: "TimeoutStopSec=0.5")
      #expect(try await home.start(unit).isReady)
      #expect(try home.processes("a").count == 3)
      guard case .stopped(let status) = try await home.stop(unit) else { return #expect(Bool(false), "\(home.log)") }
      #expect(status.result == "timeout")
      try await eventually("no process is left") { try home.processes("a").isEmpty }
    }
  }

  @Test("a start that cannot be made says why in the service's own output, with systemd's status for it")
  func impossible() async throws {
    try await SupervisedHome.with { home in
      let unit = try home.install("a", SupervisedHome.good, directives: "WorkingDirectory=/nonexistent\nRestart=no")
      guard case .failed(let status, _) = try await home.start(unit) else { return #expect(Bool(false), "\(home.log)") }
      #expect(status.lastExit == .exited(200) && status.lastExitTime != nil)
      let output = try Files.read(home.path.appending("state-a/logs/service.log")) ?? []
      #expect(String(decoding: output, as: UTF8.self).contains("[supervisor] error: cannot be started: "))
    }
  }

  @Test("what whoever started it had open is not held by the supervisor, nor by its services") func descriptors()
    async throws
  {
    try await SupervisedHome.with { home in
      let file = home.path.appending("held")
      try place("", at: file)
      let kept = open(file.string, O_RDONLY)
      defer { close(kept) }
      let unit = try home.install("a", SupervisedHome.good)
      #expect(try await home.start(unit).isReady)
      for process in try home.supervisors() + home.processes("a") {
        let folder = AbsolutePath.root.appending("proc/\(process)/fd")
        let names = try Files.list(folder) ?? []
        #expect(try !names.contains { try Files.linkTarget(folder.appending($0)) == file.string })
      }
    }
  }

  @Test("only the main process is listened to") func impostor() async throws {
    try await SupervisedHome.with { home in
      let program = """
        if os.fork() == 0:
            tell('READY=1')
            os._exit(0)
        os.wait()
        serve()
        """
      let unit = try home.install("a", program)
      guard case .stillStarting = try await home.start(unit, within: .seconds(1)) else {
        return #expect(Bool(false), "\(home.log)")
      }
    }
  }

  @Test("what has no unit is not started") func missing() async throws {
    try await SupervisedHome.with { home in
      let unit = "openclaw-gateway-none.service"
      await #expect(throws: ServiceManagerError.self) { try await home.start(unit) }
      let status = try home.status(unit)
      #expect(status.state == .notInstalled)
    }
  }

  @Test("the last unit gone, the supervisor goes and leaves nothing of its own") func unneeded() async throws {
    try await SupervisedHome.with { home in
      let unit = try home.install("a", SupervisedHome.good)
      #expect(try await home.start(unit).isReady)
      _ = try await home.stop(unit)
      try Files.remove(home.places.units.appending(unit))
      try await eventually("no supervisor runs") { try home.supervisors().isEmpty }
      #expect(try Files.status(home.places.directory) == nil)
    }
  }
}

extension StartOutcome {
  /// Whether the service is ready.
  var isReady: Bool { if case .ready = self { true } else { false } }
}
