import TestSupport
import Testing

@Suite("What every service manager keeps to", .hostWherePossible, .serialized)
struct ContractTests {
  /// The profiles that the tests use.
  static let profiles = ["first", "second"]

  @Test("installed a second time nothing changes, and the gateway goes on", arguments: ContractedManager.here)
  func installTwice(manager: ContractedManager) async throws {
    try await manager.lend { rig in
      #expect(try await rig.install("first"))
      let (facts, artefacts) = (try await rig.facts("first"), try await rig.artefacts())
      #expect(facts.isRunning && facts.isEnabled, "\(facts)")
      #expect(try await !rig.install("first"))
      #expect(try await rig.facts("first") == facts)
      #expect(try await rig.artefacts().symmetricDifference(artefacts) == [])
    }
  }

  @Test("a crash is followed by another process", arguments: ContractedManager.here)
  func crash(manager: ContractedManager) async throws {
    try await manager.lend { rig in
      let before = try await rig.hastened("first")
      try await rig.signal("KILL", "first")
      try await rig.waitForSuccessor("first", of: before)
    }
  }

  @Test("a frozen gateway is replaced", arguments: ContractedManager.here(.noticingFreezes))
  func freeze(manager: ContractedManager) async throws {
    try await manager.lend { rig in
      let before = try await rig.hastened("first")
      try await rig.signal("STOP", "first")
      try await rig.waitForSuccessor("first", of: before)
    }
  }

  @Test("crashes come to an end, which is told, and one start mends it", arguments: ContractedManager.here(.givingUp))
  func givingUp(manager: ContractedManager) async throws {
    try await manager.lend { rig in
      _ = try await rig.hastened("first")
      try await eventually("the manager has given up", within: .seconds(90)) {
        let facts = try await rig.facts("first")
        if facts.isRunning { try await rig.signal("KILL", "first") }
        return facts.state == "gave-up"
      }
      #expect(try await rig.facts("first").process == nil)
      try await rig.start("first")
      #expect(try await rig.facts("first").isRunning)
    }
  }

  @Test("what is stopped stays stopped while another crashes and comes back", arguments: ContractedManager.here)
  func staysStopped(manager: ContractedManager) async throws {
    try await manager.lend { rig in
      let neighbour = try await rig.hastened("second")
      _ = try await rig.hastened("first")
      // At once after a crash, when the manager is about to start it.
      try await rig.signal("KILL", "first")
      try await rig.stop("first")
      try await rig.signal("KILL", "second")
      try await rig.waitForSuccessor("second", of: neighbour)
      #expect(try await rig.facts("first") == ServiceFacts(state: "stopped", process: nil, isEnabled: true))
    }
  }

  @Test("a start after a stop has the gateway ready", arguments: ContractedManager.here)
  func startAfterStop(manager: ContractedManager) async throws {
    try await manager.lend { rig in
      _ = try await rig.install("first")
      let before = try await rig.facts("first")
      for _ in 0..<2 {
        try await rig.stop("first")
        #expect(try await rig.facts("first").process == nil)
        try await rig.start("first")
      }
      let after = try await rig.facts("first")
      #expect(after.isRunning && after.isEnabled && after.process != before.process, "\(after)")
    }
  }

  @Test("a restart asked for from inside is carried out, though it ends who asked", arguments: ContractedManager.here)
  func restartFromInside(manager: ContractedManager) async throws {
    try await manager.lend { rig in
      _ = try await rig.install("first")
      let before = try await rig.facts("first")
      try await rig.restartFromInside("first")
      try await rig.waitForSuccessor("first", of: before)
      #expect(try await rig.facts("first").isEnabled)
    }
  }

  @Test("an uninstall leaves no process and nothing of the service", arguments: ContractedManager.here)
  func uninstall(manager: ContractedManager) async throws {
    try await manager.lend { rig in
      try await rig.prepare("first")
      let before = try await rig.artefacts()
      _ = try await rig.install("first")
      #expect(try await rig.artefacts().isStrictSuperset(of: before))
      try await rig.uninstall("first")
      let facts = try await rig.facts("first")
      #expect(facts == ServiceFacts(state: "not-installed", process: nil, isEnabled: false))
      // Our supervisor goes a moment after its last service.
      try await eventually("nothing is left") { try await rig.artefacts().symmetricDifference(before) == [] }
    }
  }

  @Test("two profiles have processes of their own, and one goes without the other", arguments: ContractedManager.here)
  func twoProfiles(manager: ContractedManager) async throws {
    try await manager.lend { rig in
      for profile in Self.profiles { _ = try await rig.install(profile) }
      let other = try await rig.facts("second")
      #expect(try await rig.facts("first").process != other.process && other.isRunning)
      try await rig.stop("first")
      #expect(try await rig.facts("second") == other)
      try await rig.uninstall("first")
      #expect(try await rig.facts("second") == other)
    }
  }
}

extension ContractRig {
  /// Installs a gateway under a manager in a hurry, and gives its facts.
  fileprivate func hastened(_ profile: String) async throws -> ServiceFacts {
    _ = try await install(profile)
    try await hasten(profile)
    return try await facts(profile)
  }
}
