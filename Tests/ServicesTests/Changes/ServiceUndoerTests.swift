import Platform
import Services
import TestSupport
import Testing

@Suite("Taking changes of services back") struct ServiceUndoerTests {
  private let rig = ServiceRig()

  private func undo(_ verb: String, _ operands: String...) throws -> Bool {
    try rig.undoer.undo(UndoRecord(verb: verb, operands: operands.map { Array($0.utf8) }))
  }

  @Test("a unit that was started is stopped")
  func stop() throws {
    rig.bus.show("active")
    rig.bus.show("inactive")
    rig.job("StopUnit")
    #expect(try undo("stop-unit", "user", "1000", rig.unit))
    #expect(rig.bus.calls.contains("StopUnit x.service"))
  }

  @Test("a unit that was stopped is started")
  func start() throws {
    rig.bus.show("inactive")
    rig.bus.show("active", "running")
    rig.bus.answer("ResetFailedUnit")
    rig.job("StartUnit")
    #expect(try undo("start-unit", "user", "1000", rig.unit))
    #expect(rig.bus.calls.contains("StartUnit x.service"))
  }

  @Test("a service that does not start again is a problem that no later attempt mends")
  func startFails() throws {
    rig.bus.show("inactive")
    rig.bus.show("failed")
    rig.bus.answer("ResetFailedUnit")
    rig.job("StartUnit", ends: "failed")
    #expect(throws: FinalUndoError.self) { try undo("start-unit", "user", "1000", rig.unit) }
  }

  @Test("what has no unit file any more need not be disabled, and never can be enabled")
  func registrationOfNothing() throws {
    rig.bus.refuse("DisableUnitFiles", "org.freedesktop.systemd1.NoSuchUnit")
    #expect(try undo("disable-unit", "user", "1000", rig.unit))
    rig.bus.answer("Reload")
    rig.bus.refuse("EnableUnitFiles", "org.freedesktop.systemd1.NoSuchUnit")
    #expect(throws: FinalUndoError.self) { try undo("enable-unit", "user", "1000", rig.unit) }
  }

  @Test("a unit that was enabled is disabled, and the other way round")
  func registration() throws {
    rig.bus.answer("DisableUnitFiles", .array(of: "(sss)", []))
    #expect(try undo("disable-unit", "user", "1000", rig.unit))
    rig.bus.answer("Reload")
    rig.bus.answer("EnableUnitFiles", .boolean(true), .array(of: "(sss)", []))
    #expect(try undo("enable-unit", "user", "1000", rig.unit))
    #expect(rig.bus.calls == ["DisableUnitFiles", "Reload", "EnableUnitFiles"])
  }

  @Test("a unit that was written goes; a former one comes back and, when it ran, runs again")
  func restore() throws {
    try withScratch { directory throws in
      let file = directory.appending("x.service")
      try place("new", at: file)
      for _ in 0..<2 {
        rig.bus.answer("Reload")
        rig.bus.answer("ResetFailedUnit")
      }
      #expect(try undo("restore-unit", "user", "1000", rig.unit, file.string, "inactive", "new", "", "new"))
      #expect(try Files.status(file) == nil)
      #expect(try undo("restore-unit", "user", "1000", rig.unit, file.string, "inactive", "former", "old"))
      #expect(try Files.read(file) == Array("old".utf8))
      #expect(!rig.bus.calls.contains("RestartUnit x.service"))
    }
  }

  @Test(
    "a unit that somebody else has changed since stays as it is, whatever there was before",
    arguments: ["new", "former"])
  func theirs(_ kind: String) throws {
    try withScratch { directory throws in
      let file = directory.appending("x.service")
      try place("theirs", at: file)
      #expect(try undo("restore-unit", "user", "1000", rig.unit, file.string, "active", kind, "old", "ours"))
      #expect(try Files.read(file) == Array("theirs".utf8) && rig.bus.calls == [])
    }
  }

  @Test("what is to be left is left, and what is not ours is for others")
  func others() throws {
    #expect(try undo("leave-unit", "user", "1000", rig.unit))
    #expect(try !undo("remove-file", "/tmp/x", ""))
    #expect(try !undo("stop-unit", "galaxy", "1000", rig.unit))
    #expect(try !undo("stop-unit", "user", "nobody", rig.unit))
    #expect(try !undo("stop-unit"))
    #expect(rig.bus.calls == [])
  }

  @Test("what cannot be taken back is an error, so that the journal stays")
  func failed() {
    rig.bus.show("active")
    rig.bus.refuse("StopUnit", "org.freedesktop.DBus.Error.AccessDenied")
    #expect(throws: ServiceManagerError.self) { try undo("stop-unit", "user", "1000", rig.unit) }
  }
}
