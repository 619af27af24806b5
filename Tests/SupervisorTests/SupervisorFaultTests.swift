import Foundation
import Platform
import Services
import TestSupport
import Testing

@Suite("A supervisor to which everything happens", .serialized) struct SupervisorFaultTests {
  @Test("killed 100 times at any moment of five services' lives, it loses none and doubles none")
  func randomMoments() async throws {
    try await SupervisedHome.with { home in
      let names = ["a", "b", "c", "d", "e"]
      let units = try names.map { try home.install($0, SupervisedHome.good) }
      for unit in units { #expect(try await home.start(unit).isReady) }
      var random = SeededGenerator(seed: 71)
      for round in 0..<100 {
        let busy = round % units.count
        let steady = try units.indices.filter { $0 != busy }.map { try home.processes(names[$0]) }
        try await home.killSupervisor(after: Int.random(in: 0...60, using: &random), of: units[busy])
        for (name, unit) in zip(names, units) {
          let outcome = try await home.start(unit)
          #expect(outcome.isReady, "round \(round): \(outcome)\n\(home.log)")
          try await eventually("one process runs \(name)") { try home.processes(name).count == 1 }
          #expect(try home.processes(name) == [#require(try home.status(unit).processID)])
        }
        #expect(try units.indices.filter { $0 != busy }.map { try home.processes(names[$0]) } == steady)
      }
    }
  }

  @Test(
    "a full disk under a service's log costs lines, and neither the service nor its restarts",
    .enabled("no mount namespace can be made here") { try await Command(["unshare", "--mount", "true"]).works() },
    arguments: ["size=64k", "size=64k,nr_inodes=1"])
  func fullDisk(limits: String) async throws {
    try await SupervisedHome.with { home in
      let program = """
        tell('READY=1')
        while True:
            try: os.write(1, b'x' * 4096)
            except OSError: time.sleep(0.05)
        """
      let unit = try home.install("a", program)
      let neighbour = try home.install("b", SupervisedHome.good)
      let logs = home.path.appending("state-a/logs")
      try placeDirectory(logs)
      try await home.runSupervisor(after: "mount -t tmpfs -o \(limits) full \(logs)")
      #expect(try await home.start(unit, within: .seconds(60)).isReady)
      let first = try #require(try home.status(unit).processID)
      try await home.waitUntilFull(logs)
      #expect(try await home.start(neighbour, within: .seconds(60)).isReady)
      kill(first, SIGKILL)
      try await eventually("another process runs", within: .seconds(60)) {
        let status = try home.status(unit)
        return status.state == .running && status.processID != first
      }
      guard case .stopped = try await home.stop(unit, within: .seconds(60)) else { return #expect(Bool(false)) }
      #expect(try home.status(neighbour).restarts == 0)
    }
  }

  @Test("a flood of notifications keeps neither commands nor other services waiting") func flood() async throws {
    try await SupervisedHome.with { home in
      let flood = "tell('READY=1')\nwhile True: tell('STATUS=%f' % time.time())\n"
      let floods = try ["a", "b"].map { try home.install($0, flood) }
      let watched = try home.install("c", SupervisedHome.good, directives: "WatchdogSec=10")
      for unit in floods + [watched] { #expect(try await home.start(unit, within: .seconds(60)).isReady) }
      for _ in 0..<20 { #expect(try home.status(floods[0]).state == .running) }
      for _ in 0..<3 { #expect(try await home.restart(watched, within: .seconds(60)).isReady) }
      guard case .stopped = try await home.stop(floods[0], within: .seconds(60)) else { return #expect(Bool(false)) }
      #expect(try home.status(watched).restarts == 0 && home.status(floods[1]).restarts == 0)
    }
  }

  @Test("a hundred services start at once, outlive it, are taken over and end with it") func crowd() async throws {
    try await SupervisedHome.with { home in
      let names = (0..<100).map { "crowd\($0)" }
      let units = try names.map { try home.install($0, "tell('READY=1')\nwhile True: signal.pause()\n") }
      for unit in units { _ = try home.manager.register(unit, deadline: .after(.seconds(5))) }
      #expect(try await home.start(units[0], within: .seconds(120)).isReady)
      let processes = try await home.running(units)
      #expect(Set(processes).count == 100)
      try await home.killSupervisor()
      #expect(try await home.start(units[0], within: .seconds(120)).isReady)
      #expect(try await home.running(units) == processes)
      for supervisor in try home.supervisors() { kill(supervisor, SIGTERM) }
      try await eventually("nothing runs", within: .seconds(120)) {
        try home.supervisors().isEmpty && !processes.contains { ProcessStatus.read($0) != nil }
      }
    }
  }
}

extension SupervisedHome {
  /// Has a service restarted, and kills the supervisor some milliseconds into it.
  fileprivate func killSupervisor(after milliseconds: Int, of unit: String) async throws {
    let work = Task.detached { try? await restart(unit, within: .seconds(5)) }
    try await ContinuousClock().sleep(for: .milliseconds(milliseconds))
    for process in try supervisors() { kill(process, SIGKILL) }
    _ = await work.value
  }

  /// Runs a supervisor that can write its own log no more, in a mount namespace made so by a line of shell.
  fileprivate func runSupervisor(after preparation: String) async throws {
    let run = "exec env -i HOME=\(path) PATH=/usr/bin:/bin \(Self.openclaw) supervisor run"
    let nothing = try FileHandle.nothing()
    let full = try Descriptor(opening: AbsolutePath.root.appending("dev/full"), O_WRONLY)
    let process = try SpawnedProcess(
      ["unshare", "--mount", "sh", "-ec", "\(preparation)\n\(run)"],
      input: nothing.fileDescriptor, output: full.raw, errors: full.raw)
    Task.detached { try await process.exitStatus() }
    try await eventually("it listens", within: .seconds(60)) { try Files.status(places.controlSocket) != nil }
  }

  /// Waits until a file system, as the supervisor sees it, takes no byte more, or no file.
  fileprivate func waitUntilFull(_ directory: AbsolutePath) async throws {
    let supervisor = try #require(try supervisors().first)
    let seen = "/proc/\(supervisor)/root\(directory)"
    try await eventually("\(directory) is full", within: .seconds(60)) {
      var facts = statvfs()
      try checked("statvfs", seen) { statvfs(seen, &facts) }
      return facts.f_bfree == 0 || facts.f_ffree == 0
    }
  }

  /// The main processes of services, once they all run.
  fileprivate func running(_ units: [String]) async throws -> [Int32] {
    try await eventually("all run", within: .seconds(120)) { try units.allSatisfy { try status($0).state == .running } }
    return try units.map { try #require(try status($0).processID) }
  }
}
