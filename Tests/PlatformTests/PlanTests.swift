import Glibc
import TestSupport
import Testing

@testable import Platform

@Suite("Plan")
struct PlanTests {
  @Test("every change is made, in order, and the second time nothing is left to do") func idempotent() throws {
    try withFixture { fixture in
      let plan = fixture.plan(with: nil, at: 0)
      #expect(try plan.pending().count == fixture.changes.count)
      #expect(try fixture.apply(plan) == fixture.changes.map(\.step))
      let after = try tree(fixture.directory)
      #expect(try plan.pending().isEmpty)
      #expect(try fixture.apply(plan).isEmpty)
      #expect(try tree(fixture.directory) == after)
    }
  }

  @Test("what the plan wants is there afterwards") func result() throws {
    try withFixture { fixture in
      try fixture.apply(fixture.plan(with: nil, at: 0))
      let directory = fixture.directory
      #expect(try Files.list(directory) == ["dangling", "full", "link", "linked", "mode", "new", "state"])
      #expect(try Files.status(directory.appending("new/deeper"))?.mode == 0o755)
      #expect(try Files.read(directory.appending("new/deeper/file")) == Array("new".utf8))
      #expect(try Files.status(directory.appending("mode"))?.mode == 0o600)
      #expect(try Files.read(directory.appending("linked")) == [0, 255, 10])
      #expect(try Files.read(directory.appending("full/new")) == [])
      #expect(try Files.list(directory.appending("state/plans")) == [])
    }
  }

  @Test("without a journal the same is made, and a failure leaves what was made before it") func withoutJournal() throws
  {
    try withFixture { fixture in
      let made = try fixture.plan(with: nil, at: 0).applyWithoutJournal().map(\.step)
      #expect(made == fixture.changes.map(\.step))
      let again = try fixture.plan(with: nil, at: 0).applyWithoutJournal()
      #expect(again.isEmpty)
    }
    try withFixture { fixture in
      let plan = fixture.plan(with: Misfortune(kind: .error), at: 3)
      let error = #expect(throws: PlanError.self) { try plan.applyWithoutJournal() }
      #expect(error?.step == "misfortune")
      let left = try plan.pending().count
      #expect(left == fixture.changes.count - 2)
    }
  }

  @Test("kept records put the old state back at any time later, those of several plans together") func kept() throws {
    try withFixture { fixture in
      let before = try tree(fixture.directory)
      let file = fixture.directory.parent.appending("\(fixture.directory.lastComponent).undo")
      defer { unlink(file.string) }
      for (index, change) in fixture.changes.enumerated() {
        let kept = KeptJournal(at: file, continuingFormer: index > 0)
        _ = try Plan([change]).apply(journal: fixture.journal, undoers: [FileUndoer()], keeping: kept)
      }
      #expect(try fixture.plan(with: nil, at: 0).pending().isEmpty)
      #expect(try Plan.recover(journal: PlanJournal(at: file), undoers: [FileUndoer()]))
      #expect(try tree(fixture.directory) == before)
      #expect(try !Plan.recover(journal: PlanJournal(at: file), undoers: [FileUndoer()]))
    }
  }

  @Test("asking what is pending changes nothing") func pending() throws {
    try withFixture { fixture in
      let before = try tree(fixture.directory)
      #expect(try fixture.plan(with: nil, at: 0).pending().map(\.step) == fixture.changes.map(\.step))
      #expect(try tree(fixture.directory) == before)
    }
  }

  @Test("a change that fails undoes all before it", arguments: 0...10)
  func failure(index: Int) throws {
    try withFixture { fixture in
      let before = try tree(fixture.directory)
      let error = #expect(throws: PlanError.self) {
        try fixture.apply(fixture.plan(with: Misfortune(kind: .error), at: index))
      }
      #expect(error?.step == "misfortune")
      #expect(error?.reason as? SystemError == SystemError(code: EIO, call: "fail"))
      #expect(error?.undoProblems == [])
      #expect(try tree(fixture.directory) == before)
    }
  }

  @Test("a change that cannot be looked at stops the plan before it begins") func unlookable() throws {
    try withFixture { fixture in
      let before = try tree(fixture.directory)
      let plan = fixture.plan(with: Misfortune(kind: .errorWhenAsked), at: 5)
      #expect(throws: PlanError.self) { try plan.pending() }
      let error = #expect(throws: PlanError.self) { try fixture.apply(plan) }
      #expect(error?.step == "misfortune")
      #expect(try tree(fixture.directory) == before)
    }
  }

  @Test("progress hears of each change before it is made") func progress() throws {
    try withFixture { fixture in
      var heard: [String] = []
      _ = try fixture.plan(with: nil, at: 0).apply(journal: fixture.journal, undoers: []) { change in
        do { if try change.undoRecord() != nil { heard.append(change.step) } } catch { heard.append("\(error)") }
      }
      #expect(heard == fixture.changes.map(\.step))
    }
  }

  @Test("a change that an earlier one has made needless is left out") func needless() throws {
    try withScratch { scratch in
      let fixture = PlanFixture(in: scratch)
      let twice = Plan([Counted(at: scratch.appending("a")), Counted(at: scratch.appending("a"))])
      let needed = try fixture.apply(twice)
      #expect(needed.count == 2)
      #expect(try Files.read(scratch.appending("a")) == [1])
    }
  }

  @Test("what could not be taken back is reported, the rest is taken back, and it can be tried again") func undoFails()
    throws
  {
    try withFixture { fixture in
      let before = try tree(fixture.directory)
      let plan = fixture.plan(with: Misfortune(kind: .error), at: 4)
      let error = #expect(throws: PlanError.self) { try fixture.apply(plan, undoers: [NoDirectories()]) }
      #expect(error?.step == "misfortune")
      #expect(error?.undoProblems.count == 2)
      #expect(try Files.read(fixture.directory.appending("full/file")) == Array("full/file before".utf8))
      #expect(try fixture.recover())
      #expect(try tree(fixture.directory) == before)
    }
  }

  @Test("what never can be taken back is reported once, and keeps no later plan from being made") func undoNever()
    throws
  {
    try withFixture { fixture in
      let plan = fixture.plan(with: Misfortune(kind: .error), at: 4)
      let error = #expect(throws: PlanError.self) {
        try fixture.apply(plan, undoers: [NeverDirectories(), FileUndoer()])
      }
      #expect(error?.undoProblems.allSatisfy { $0.contains("rmdir") } == true)
      let isLeft = try fixture.recover()
      #expect(!isLeft)
    }
  }

  @Test("a record that nobody knows is a problem") func unknownVerb() throws {
    try withFixture { fixture in
      let plan = fixture.plan(with: Misfortune(kind: .error), at: 1)
      let error = #expect(throws: PlanError.self) { try fixture.apply(plan, undoers: []) }
      #expect(error?.undoProblems.contains { $0.contains("remove-directory") } == true)
      try fixture.recover()
    }
  }

  private func withFixture(_ body: (PlanFixture) throws -> Void) throws {
    try withScratch { scratch in
      let fixture = PlanFixture(in: scratch)
      try fixture.populate()
      try body(fixture)
    }
  }

  /// Writes a file that must not be there yet.
  private struct Counted: Change {
    let step = "count"
    let summary = "count"
    let path: AbsolutePath

    init(at path: AbsolutePath) { self.path = path }

    func undoRecord() throws -> UndoRecord? {
      try Files.status(path) == nil ? UndoRecord(verb: "nothing", path.string) : nil
    }

    func apply() throws { try AtomicFile.write((try Files.read(path) ?? []) + [1], to: path, mode: 0o600) }
  }

  /// Takes everything back but the making of directories inside the tree.
  private struct NoDirectories: Undoer {
    func undo(_ record: UndoRecord) throws -> Bool {
      if record.verb == "remove-directory" { throw SystemError(code: EIO, call: "rmdir", subject: record.text(0)) }
      return try FileUndoer().undo(record)
    }
  }

  private struct NeverDirectories: Undoer {
    func undo(_ record: UndoRecord) throws -> Bool {
      if record.verb == "remove-directory" { throw FinalUndoError(SystemError(code: EIO, call: "rmdir")) }
      return false
    }
  }
}
