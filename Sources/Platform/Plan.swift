/// An ordered list of changes that is applied whole or not at all.
package struct Plan {
  package private(set) var changes: [any Change]

  package init(_ changes: [any Change] = []) { self.changes = changes }

  package mutating func append(_ change: any Change) { changes.append(change) }

  /// The changes that the host still needs, in order. Changes nothing.
  package func pending() throws(PlanError) -> [any Change] {
    var needed: [any Change] = []
    for change in changes where try Self.record(for: change) != nil { needed.append(change) }
    return needed
  }

  /// Makes every change that is still needed; `progress` hears of each before it is made.
  ///
  /// When one fails, those made before it are taken back in reverse order and the error says which step failed. Killed
  /// half-way, the journal stays and `recover` takes the rest back. Returns the changes that were needed: none means
  /// that the host was already as wanted.
  package func apply(
    journal: PlanJournal, undoers: [any Undoer], progress: (any Change) -> Void = { _ in }
  ) throws(PlanError) -> [any Change] {
    let needed = try pending()
    if needed.isEmpty { return [] }
    do {
      try journal.begin()
      for change in changes {
        guard let record = try Self.record(for: change) else { continue }
        try journal.append(record)
        progress(change)
        do { try change.apply() } catch { throw PlanError(step: change.step, reason: error) }
      }
      try journal.end()
    } catch {
      let failure = error as? PlanError ?? PlanError(step: "journal", reason: error)
      throw failure.with(undoProblems: Self.undoReportingProblems(journal, undoers))
    }
    return needed
  }

  /// Takes back what an interrupted plan had done. True when there was one.
  @discardableResult
  package static func recover(journal: PlanJournal, undoers: [any Undoer]) throws(PlanError) -> Bool {
    do {
      guard let records = try journal.interrupted() else { return false }
      let holdsJournal = { (record: UndoRecord) in
        record.verb == "remove-directory" && AbsolutePath(record.text(0)).map { journal.path.isWithin($0) } == true
      }
      for record in records.reversed() where !holdsJournal(record) { try undo(record, undoers) }
      try journal.end()
      for record in records.reversed() where holdsJournal(record) { try undo(record, undoers) }
      return true
    } catch { throw PlanError(step: "undo", reason: error) }
  }

  private static func undoReportingProblems(_ journal: PlanJournal, _ undoers: [any Undoer]) -> [String] {
    do {
      try recover(journal: journal, undoers: undoers)
      return []
    } catch { return ["\(error.reason)"] }
  }

  private static func undo(_ record: UndoRecord, _ undoers: [any Undoer]) throws {
    for undoer in undoers where try undoer.undo(record) { return }
    throw SystemError(code: 38, call: "undo", subject: record.verb)
  }

  private static func record(for change: any Change) throws(PlanError) -> UndoRecord? {
    do { return try change.undoRecord() } catch { throw PlanError(step: change.step, reason: error) }
  }
}

/// A plan that could not be applied: the step, why, and what could not be taken back afterwards.
package struct PlanError: Error {
  package let step: String
  package let reason: any Error
  /// Empty when the host is as it was before.
  package private(set) var undoProblems: [String] = []

  init(step: String, reason: any Error) {
    self.step = step
    self.reason = reason
  }

  func with(undoProblems: [String]) -> PlanError {
    var copy = self
    copy.undoProblems = undoProblems
    return copy
  }
}
