import Foundation
import Platform
import Services
import TestSupport
import Testing

@Suite("A supervisor that was killed, and its successor", .serialized) struct SupervisorAdoptionTests {
  @Test("services go on without it, and the successor takes them over as they are") func survival() async throws {
    try await SupervisedHome.with { home in
      let unit = try home.install("a", SupervisedHome.good)
      #expect(try await home.start(unit).isReady)
      let before = try home.status(unit)
      try await home.killSupervisor()
      let unsupervised = try home.status(unit)
      #expect(unsupervised.state == .running && unsupervised.processID == before.processID)
      #expect(unsupervised.isUnattended && !before.isUnattended)
      #expect(try home.supervisors() == [], "looking starts nothing")
      guard case .ready(let after) = try await home.start(unit) else { return #expect(Bool(false), "\(home.log)") }
      #expect(after.processID == before.processID && after.run == before.run)
    }
  }

  @Test("an adopted service that ends in order has ended in order, one that is killed has crashed")
  func endings() async throws {
    try await SupervisedHome.with { home in
      let units = try ["a", "b"].map { try home.install($0, SupervisedHome.good, directives: "Restart=on-failure") }
      for unit in units { #expect(try await home.start(unit).isReady) }
      try await home.killSupervisor()
      for unit in units { #expect(try await home.start(unit).isReady) }
      kill(try #require(try home.status(units[0]).processID), SIGTERM)
      let orderly = try await home.await(.stopped, units[0])
      #expect(orderly.lastExit == .exited(0) && orderly.result == "success")
      let victim = try #require(try home.status(units[1]).processID)
      kill(victim, SIGKILL)
      try await eventually("another process runs") {
        let status = try home.status(units[1])
        return status.state == .running && status.processID != victim
      }
    }
  }

  @Test("a service that dies while nobody looks has crashed; one that was stopped is stopped, however it ended")
  func unattendedEnds() async throws {
    try await SupervisedHome.with { home in
      let silent = "signal.signal(signal.SIGTERM, signal.SIG_DFL)\ntell('READY=1')\nwhile True: signal.pause()\n"
      let units = try ["a", "b"].map { try home.install($0, silent) }
      for unit in units { #expect(try await home.start(unit).isReady) }
      try await home.killSupervisor()
      kill(try #require(try home.status(units[0]).processID), SIGKILL)
      try await home.await(.failed, units[0])
      #expect(try home.status(units[0]).result == "lost")
      guard case .stopped(let status) = try await home.stop(units[1]) else {
        return #expect(Bool(false), "\(home.log)")
      }
      #expect(status.state == .stopped && status.result == "success")
    }
  }

  @Test("what was stopped stays stopped, and what died meanwhile is started again") func intentions() async throws {
    try await SupervisedHome.with { home in
      let units = try ["a", "b"].map { try home.install($0, SupervisedHome.good) }
      for unit in units {
        _ = try home.manager.register(unit, deadline: .after(.seconds(5)))
        #expect(try await home.start(unit).isReady)
      }
      _ = try await home.stop(units[0])
      let victim = try #require(try home.status(units[1]).processID)
      try await home.killSupervisor()
      kill(victim, SIGKILL)
      try await eventually("it has ended") { try home.processes("b").isEmpty }
      #expect(try await home.start(units[1]).isReady)
      #expect(try home.status(units[0]).state == .stopped)
    }
  }
}
