import Glibc

/// An ordered list of changes that is applied whole or not at all.
package struct Plan {
  /// In the order in which they are made.
  package private(set) var changes: [any Change]

  /// A plan of these changes.
  package init(_ changes: [any Change] = []) { self.changes = changes }

  /// Adds a change to the end.
  package mutating func append(_ change: any Change) { changes.append(change) }

  /// The changes that the host still needs, in order.
  ///
  /// Changes nothing.
  package func pending() throws(PlanError) -> [any Change] {
    var needed: [any Change] = []
    for change in changes where try Self.record(for: change) != nil { needed.append(change) }
    return needed
  }

  /// Makes every change that is still needed; `progress` hears of each before it is made.
  ///
  /// When one fails, those made before it are taken back in reverse order and the error says which step failed. Killed
  /// half-way, the journal stays and `recover`, which callers run before they plan, takes the rest back. Returns the
  /// changes that were needed: none means that the host was already as wanted.
  ///
  /// - Parameter kept: where the undo records of a plan that succeeds are kept, for `recover` at any time later; nil
  ///   forgets them.
  package func apply(
    journal: PlanJournal, undoers: [any Undoer], keeping kept: KeptJournal? = nil,
    progress: (any Change) -> Void = { _ in }
  ) throws(PlanError) -> [any Change] {
    let needed = try pending()
    if needed.isEmpty { return [] }
    do { try journal.begin() } catch { throw PlanError(step: "journal", reason: error) }
    do {
      try applyJournaled(journal, progress)
      if let kept { try journal.end(keptAs: kept) } else { try journal.end() }
      return needed
    } catch {
      let failure = error as? PlanError ?? PlanError(step: "journal", reason: error)
      throw failure.with(undoProblems: Self.undoReportingProblems(journal, undoers))
    }
  }

  /// Makes every change that is still needed without a journal: for removals on a disk that takes no more files.
  ///
  /// When one fails, those before it stay made.
  package func applyWithoutJournal(progress: (any Change) -> Void = { _ in }) throws(PlanError) -> [any Change] {
    var made: [any Change] = []
    for change in changes where try Self.record(for: change) != nil {
      progress(change)
      do { try change.apply() } catch { throw PlanError(step: change.step, reason: error) }
      made.append(change)
    }
    return made
  }

  private func applyJournaled(_ journal: PlanJournal, _ progress: (any Change) -> Void) throws {
    for change in changes {
      guard let record = try Self.record(for: change) else { continue }
      try journal.append(record)
      progress(change)
      do { try change.apply() } catch { throw PlanError(step: change.step, reason: error) }
    }
  }

  /// Takes back what an interrupted plan had done.
  ///
  /// True when there was one.
  ///
  /// - Throws: `PlanError` when something could not be taken back: the rest has been. The journal stays, so that it can be
  ///   tried again, unless nothing is left but what never can be: `FinalUndoError`.
  @discardableResult
  package static func recover(journal: PlanJournal, undoers: [any Undoer]) throws(PlanError) -> Bool {
    do {
      guard let records = try journal.interrupted() else {
        try journal.sweep()
        return false
      }
      let holdsJournal = { (record: UndoRecord) in
        record.verb == FileUndoer.Verb.removeDirectory.rawValue
          && AbsolutePath(record.text(0)).map { journal.path.isWithin($0) } == true
      }
      let problems = undo(records.reversed().filter { !holdsJournal($0) }, undoers)
      if let problem = problems.first(where: { !($0 is FinalUndoError) }) { throw failure(problem, of: problems) }
      try journal.end()
      let rest = problems + undo(records.reversed().filter(holdsJournal), undoers)
      try journal.sweep()
      if let problem = rest.first { throw failure(problem, of: rest) }
      return true
    } catch { throw error as? PlanError ?? PlanError(step: "undo", reason: error) }
  }

  private static func undoReportingProblems(_ journal: PlanJournal, _ undoers: [any Undoer]) -> [String] {
    do {
      try recover(journal: journal, undoers: undoers)
      return []
    } catch { return error.undoProblems.isEmpty ? ["\(error.reason)"] : error.undoProblems }
  }

  /// Takes back all that can be; returns why the rest could not.
  private static func undo(_ records: [UndoRecord], _ undoers: [any Undoer]) -> [any Error] {
    var problems: [any Error] = []
    for record in records {
      do {
        let isDone = try undoers.contains { try $0.undo(record) }
        if !isDone { throw SystemError(code: ENOSYS, call: "undo", subject: record.verb) }
      } catch { problems.append(error) }
    }
    return problems
  }

  private static func failure(_ problem: any Error, of problems: [any Error]) -> PlanError {
    PlanError(step: "undo", reason: (problem as? FinalUndoError)?.reason ?? problem)
      .with(undoProblems: problems.map { "\($0)" }, isFinal: problems.allSatisfy { $0 is FinalUndoError })
  }

  private static func record(for change: any Change) throws(PlanError) -> UndoRecord? {
    do { return try change.undoRecord() } catch { throw PlanError(step: change.step, reason: error) }
  }
}
