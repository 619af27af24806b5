import Foundation
import Platform
import Services
import TestSupport
import Testing

@Suite("A supervisor whose program is updated") struct SupervisorUpdateTests {
  @Test("the new program goes on with the same services, and knows how they end") func update() async throws {
    try await SupervisedHome.with { home in
      let program = home.path.appending("openclaw")
      try await install(program)
      let manager = SupervisorServiceManager(places: home.places, executable: program)
      let unit = try home.install("a", SupervisedHome.good, directives: "Restart=on-failure")
      let start = try await blocking { try manager.start(unit, deadline: .after(.seconds(20)), progress: { _ in }) }
      #expect(start.isReady, "\(home.log)")
      let (supervisors, before) = (try home.supervisors(), try home.status(unit))
      try await install(program)
      let taken = "took over process \(try #require(before.processID))"
      try await eventually("another program runs; the log: \(home.log)", within: .seconds(60)) {
        home.log.contains(taken)
      }
      #expect(try home.supervisors() == supervisors)
      #expect(try home.status(unit).processID == before.processID)
      kill(try #require(before.processID), SIGKILL)
      try await eventually("it was seen to be killed") { home.log.contains("was killed by signal 9") }
      try await home.await(.running, unit)
    }
  }

  @Test("a program that cannot be run takes nothing over, and the old one goes on") func broken() async throws {
    try await SupervisedHome.with { home in
      let program = home.path.appending("openclaw")
      try await install(program)
      let manager = SupervisorServiceManager(places: home.places, executable: program)
      let unit = try home.install("a", SupervisedHome.good)
      let start = try await blocking { try manager.start(unit, deadline: .after(.seconds(20)), progress: { _ in }) }
      #expect(start.isReady, "\(home.log)")
      let (supervisors, before) = (try home.supervisors(), try #require(try home.status(unit).processID))
      try AtomicFile.write(Array("no program".utf8), to: program, mode: 0o755)
      try await eventually("it has been tried", within: .seconds(60)) {
        home.log.contains("does not work and takes nothing over")
      }
      #expect(try home.supervisors() == supervisors)
      kill(before, SIGKILL)
      try await eventually("another process runs") {
        let status = try home.status(unit)
        return status.state == .running && status.processID != before
      }
    }
  }

  /// Puts a copy of the program at a path in one step, as an update does.
  ///
  /// By another process: what this one has open for writing its other tests' children hold for a moment, too.
  private func install(_ path: AbsolutePath) async throws {
    let draft = "\(path).new"
    try #require(await Command(["cp", SupervisedHome.openclaw.string, draft]).run().succeeded)
    try checked("rename", path.string) { rename(draft, path.string) }
  }
}
