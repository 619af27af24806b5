import Glibc
import TestSupport
import Testing

@testable import Platform

@Suite("Plan recovery")
struct PlanRecoveryTests {
  @Test("killed before any change, the next command finds the tree as it was", arguments: 0...10)
  func killed(index: Int) async throws {
    try await withFixture { fixture in
      let before = try tree(fixture.directory)
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [text = fixture.directory.string as String, index = index as Int] in
        let fixture = PlanFixture(in: try #require(AbsolutePath(text)))
        try fixture.apply(fixture.plan(with: Misfortune(kind: .kill), at: index))
      }
      #expect(try fixture.journal.interrupted()?.count == index + 3)
      #expect(try fixture.recover())
      #expect(try tree(fixture.directory) == before)
      #expect(try !fixture.recover())
    }
  }

  @Test("killed while it takes changes back, the rest is taken back the next time", arguments: 0...9)
  func killedWhileUndoing(count: Int) async throws {
    try await withFixture { fixture in
      let before = try tree(fixture.directory)
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [text = fixture.directory.string as String, count = count as Int] in
        let fixture = PlanFixture(in: try #require(AbsolutePath(text)))
        let plan = fixture.plan(with: Misfortune(kind: .error), at: fixture.changes.count)
        try fixture.apply(plan, undoers: [DyingUndoer(after: count)])
      }
      #expect(try fixture.recover())
      #expect(try tree(fixture.directory) == before)
    }
  }

  @Test("a plan does not begin while another is to be undone") func refused() throws {
    try withFixture { fixture in
      let before = try tree(fixture.directory)
      try fixture.journal.begin()
      let interrupted = try tree(fixture.directory)
      let error = #expect(throws: PlanError.self) { try fixture.apply(fixture.plan(with: nil, at: 0)) }
      #expect(error?.step == "journal")
      #expect(try tree(fixture.directory) == interrupted)
      try fixture.recover()
      #expect(try tree(fixture.directory) == before)
    }
  }

  @Test("a journal that cannot begin leaves no directory behind") func journalFails() throws {
    try withFixture { fixture in
      let before = try tree(fixture.directory)
      let name = String(repeating: "x", count: 300)
      let journal = PlanJournal(at: fixture.directory.appending("state/plans/\(name)"))
      #expect(throws: SystemError.self) { try journal.begin() }
      #expect(throws: PlanError.self) { try Plan(fixture.changes).apply(journal: journal, undoers: []) }
      #expect(try tree(fixture.directory) == before)
    }
  }

  @Test("a draft that a killed write left is swept with it", arguments: ["linked", "full/new"])
  func drafts(name: String) throws {
    try withFixture { fixture in
      let before = try tree(fixture.directory)
      let path = fixture.directory.appending(name)
      let change = FileChange("write", .write([1], mode: 0o600), at: path)
      try fixture.journal.begin()
      try fixture.journal.append(#require(try change.undoRecord()))
      let draft = path.parent.appending(".\(path.lastComponent).0123456789ab.tmp")
      try AtomicFile.write([1], to: draft, mode: 0o600)
      try fixture.recover()
      #expect(try tree(fixture.directory) == before)
    }
  }

  @Test("what somebody changed since the crash stays", arguments: ["full/file", "new/deeper/file", "link"])
  func changedSince(name: String) throws {
    try withFixture { fixture in
      try interrupt(fixture)
      try AtomicFile.write(Array("by hand".utf8), to: fixture.directory.appending(name), mode: 0o600)
      try fixture.recover()
      #expect(try Files.read(fixture.directory.appending(name)) == Array("by hand".utf8))
      #expect(try Files.read(fixture.directory.appending("gone")) == Array("gone before".utf8))
    }
  }

  @Test(
    "killed while it writes a record, it has not begun the change, and the others are undone", arguments: [1, 30, 59])
  func truncated(length: Int) throws {
    try withFixture { fixture in
      let before = try tree(fixture.directory)
      try interrupt(fixture)
      let journal = try #require(try Files.read(fixture.journal.path))
      let record = UndoRecord(verb: "remove-file", "\(fixture.directory)/mode", "", "mode before").encoded
      #expect(record.count > length)
      try AtomicFile.write(journal + record.prefix(length), to: fixture.journal.path, mode: 0o600)
      try fixture.recover()
      #expect(try tree(fixture.directory) == before)
    }
  }

  /// Leaves what a plan leaves that was killed after its last change.
  private func interrupt(_ fixture: PlanFixture) throws {
    try fixture.journal.begin()
    for change in fixture.changes {
      try fixture.journal.append(#require(try change.undoRecord()))
      try change.apply()
    }
  }

  private func withFixture(_ body: (PlanFixture) throws -> Void) throws {
    try withScratch { scratch in
      let fixture = PlanFixture(in: scratch)
      try fixture.populate()
      try body(fixture)
    }
  }

  private func withFixture(_ body: (PlanFixture) async throws -> Void) async throws {
    try await withScratch { scratch in
      let fixture = PlanFixture(in: scratch)
      try fixture.populate()
      try await body(fixture)
    }
  }
}
