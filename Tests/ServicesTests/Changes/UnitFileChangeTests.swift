import Platform
import Services
import TestSupport
import Testing

@Suite("Changes of unit files") struct UnitFileChangeTests {
  private let rig = ServiceRig()
  private let text = Array("[Service]\nExecStart=/bin/x\n".utf8)

  private func change(_ action: UnitFileChange.Action, _ path: AbsolutePath) -> UnitFileChange {
    UnitFileChange(action, unit: rig.unit, at: path, through: rig.connection)
  }

  @Test("a new unit is readable by everybody and read by the manager at once")
  func write() throws {
    try withScratch { directory throws in
      let file = directory.appending("x.service")
      let change = change(.write(text), file)
      #expect(
        try change.undoRecord()?.texts == [
          "user", "1000", "x.service", file.string, "inactive", "new", "", String(decoding: text, as: UTF8.self),
        ])
      rig.bus.answer("Reload")
      try change.apply()
      #expect(try Files.read(file) == text && Files.status(file)?.mode == 0o644)
      #expect(rig.bus.calls == ["Reload"])
      #expect(try change.undoRecord() == nil)
    }
  }

  @Test("the record of a former unit holds its bytes and whether it ran", arguments: ["active", "inactive"])
  func former(_ state: String) throws {
    try withScratch { directory throws in
      let file = directory.appending("x.service")
      try place("old", at: file)
      rig.bus.show(state)
      for (action, written) in [(.write(text), [String(decoding: text, as: UTF8.self)]), (.remove, [])]
        as [(UnitFileChange.Action, [String])]
      {
        #expect(
          try change(action, file).undoRecord()?.texts
            == ["user", "1000", "x.service", file.string, state, "former", "old"] + written)
      }
    }
  }

  @Test("removing what is not there is nothing to do")
  func absent() throws {
    try withScratch { directory throws in
      #expect(try change(.remove, directory.appending("x.service")).undoRecord() == nil)
      #expect(rig.bus.calls == [])
    }
  }

  @Test("a plan that fails after the unit was written leaves the former unit, running as before")
  func plan() throws {
    try withScratch { directory throws in
      let file = directory.appending("x.service")
      try place("old", at: file)
      rig.bus.show("active", "running")
      for _ in 0..<2 { rig.bus.answer("Reload") }
      for _ in 0..<2 { rig.bus.answer("ResetFailedUnit") }
      rig.job("RestartUnit")
      let plan = Plan([change(.write(text), file), Failing()])
      let journal = PlanJournal(at: directory.appending("journal"))
      let error = #expect(throws: PlanError.self) {
        try plan.apply(journal: journal, undoers: [FileUndoer(), rig.undoer])
      }
      #expect(error?.step == "fail" && error?.undoProblems == [])
      #expect(try Files.read(file) == Array("old".utf8) && Files.list(directory) == ["x.service"])
      #expect(
        rig.bus.calls.suffix(6) == [
          "ResetFailedUnit x.service", "look", "ResetFailedUnit x.service", "subscribe",
          "RestartUnit x.service", "look",
        ])
    }
  }
}

/// A change that never succeeds.
private struct Failing: Change {
  struct Refused: Error {}
  let step = "fail"
  let summary = "fail"
  func undoRecord() throws -> UndoRecord? { UndoRecord(verb: "leave-unit", "user", "1000", "x.service") }
  func apply() throws { throw Refused() }
}
