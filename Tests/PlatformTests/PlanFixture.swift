import Glibc

@testable import Platform

/// A tree with one of everything, and a plan that changes all of it.
struct PlanFixture {
  let directory: AbsolutePath
  /// In a directory that the journal has to make itself.
  let journal: PlanJournal

  init(in directory: AbsolutePath) {
    self.directory = directory
    journal = PlanJournal(at: directory.appending("state/plans/journal"))
  }

  /// Makes the tree.
  func populate() throws {
    for (name, mode) in [("full", 0o750), ("empty", 0o711)] as [(String, UInt32)] {
      try Files.makeDirectory(directory.appending(name), mode: mode)
    }
    for (name, mode) in [("full/file", 0o640), ("gone", 0o444), ("mode", 0o644), ("linked", 0o600)]
      as [(String, UInt32)]
    {
      try AtomicFile.write(Array("\(name) before".utf8), to: directory.appending(name), mode: mode)
    }
    for (name, target) in [("link", "linked"), ("dangling", "full/new"), ("old-link", "nowhere")] {
      try checked("symlink") { symlink(target, directory.appending(name).string) }
    }
  }

  var changes: [FileChange] {
    [
      change(.makeDirectory(mode: 0o700), "new"),
      change(.makeDirectory(mode: 0o755), "new/deeper"),
      change(.write(Array("new".utf8), mode: 0o600), "new/deeper/file"),
      change(.write(Array("after".utf8), mode: 0o600), "full/file"),
      change(.write(Array("mode before".utf8), mode: 0o600), "mode"),
      change(.write([0, 255, 10], mode: 0o640), "link"),
      change(.write([], mode: 0o600), "dangling"),
      change(.remove, "gone"),
      change(.remove, "old-link"),
      change(.remove, "empty"),
    ]
  }

  private func change(_ action: FileChange.Action, _ name: String) -> FileChange {
    FileChange("change-\(name.map { $0 == "/" ? "-" : $0 })", action, at: directory.appending(name))
  }

  /// The plan with another change put in before the one at `index`, or at the end.
  func plan(with other: (any Change)?, at index: Int) -> Plan {
    var all: [any Change] = changes
    if let other { all.insert(other, at: index) }
    return Plan(all)
  }

  @discardableResult
  func apply(_ plan: Plan, undoers: [any Undoer] = [FileUndoer()]) throws(PlanError) -> [String] {
    try plan.apply(journal: journal, undoers: undoers).map(\.step)
  }

  @discardableResult
  func recover() throws(PlanError) -> Bool { try Plan.recover(journal: journal, undoers: [FileUndoer()]) }
}

/// A change that ends badly.
struct Misfortune: Change {
  enum Kind { case error, kill, errorWhenAsked }

  let kind: Kind
  let step = "misfortune"
  let summary = "fail"

  func undoRecord() throws -> UndoRecord? {
    if kind == .errorWhenAsked { throw SystemError(code: EIO, call: "look") }
    return UndoRecord(verb: "nothing", "/")
  }

  func apply() throws {
    if kind == .kill { kill(getpid(), SIGKILL) }
    throw SystemError(code: EIO, call: "fail")
  }
}

/// Takes back so many changes, then is killed.
final class DyingUndoer: Undoer {
  private var left: Int

  init(after count: Int) { left = count }

  func undo(_ record: UndoRecord) throws -> Bool {
    if left == 0 { kill(getpid(), SIGKILL) }
    left -= 1
    return try FileUndoer().undo(record)
  }
}
