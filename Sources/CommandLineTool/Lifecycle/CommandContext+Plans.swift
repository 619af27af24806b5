import CommandTree
import Glibc
import Platform
import Profiles
import Services

// Plans as commands carry them out.

extension CommandContext {
  /// The value of `--port`.
  var portFlag: Port? { invocation[.port] }

  /// Takes back what an earlier command, cut off by a crash, had begun.
  ///
  /// A dry run leaves it.
  func recover(_ target: ServiceTarget) throws(CommandFailure) {
    if invocation[.dryRun] { return }
    do {
      if try Plan.recover(journal: target.journal, undoers: target.undoers) {
        progress("took back an earlier change that had been cut off")
      }
    } catch  where error.isFinal {
      warn("of an earlier change that had been cut off, this stays: \(error.undoProblems.joined(separator: "; "))")
    } catch { throw CommandFailure(error, target: target, logFile: target.profile.logFile) }
  }

  /// The same for commands that only start or stop a service, before they look at what is there.
  ///
  /// From inside the service nothing is taken back, which could end this very process; the one that the work is handed
  /// over to does it.
  func recoverInterrupted(_ target: ServiceTarget) throws(CommandFailure) {
    if target.scope == .system, Account.effectiveUserID != 0 { return }
    do {
      guard try Files.status(target.journal.path) != nil else { return }
    } catch { throw CommandFailure(error) }
    if try Handover.isInside(target, self) { return }
    // A plan that is still at work holds this lock, and its journal is gone when it lets go.
    let lock = try LifecycleLock(.home, of: target.profile, context: self)
    try recover(target)
    _ = consume lock
  }

  /// Makes the changes that are still needed, or with `--dry-run` only finds them.
  ///
  /// Returns them in order.
  ///
  /// - Parameters:
  ///   - kept: where their undo records are kept for later; nil forgets them.
  ///   - withoutJournalWhenFull: makes them even where the disk takes no journal, and so cannot be taken back.
  func apply(
    _ plan: Plan, _ target: ServiceTarget, keeping kept: KeptJournal? = nil, withoutJournalWhenFull: Bool = false
  ) throws(CommandFailure) -> [any Change] {
    do {
      if invocation[.dryRun] { return try plan.pending() }
      return try plan.apply(journal: target.journal, undoers: target.undoers, keeping: kept) { progress($0.summary) }
    } catch  where withoutJournalWhenFull && error.isForWantOfJournal {
      warn("no record of the changes can be kept (\(error.reason)): what is done now cannot be taken back")
      return try applyWithoutJournal(plan, target)
    } catch { throw CommandFailure(error, target: target, logFile: target.profile.logFile) }
  }

  private func applyWithoutJournal(_ plan: Plan, _ target: ServiceTarget) throws(CommandFailure) -> [any Change] {
    do {
      return try plan.applyWithoutJournal { progress($0.summary) }
    } catch { throw CommandFailure(error, target: target, logFile: target.profile.logFile) }
  }

  /// How long to wait for the service: `--wait`, else 60 seconds; the doctor is done after 30 seconds in all.
  var wait: Duration { invocation[.wait] ?? (invocation.action == .doctor ? .seconds(15) : .seconds(60)) }
}

extension PlanError {
  /// Whether nothing but the journal failed, because the disk is full or read-only.
  fileprivate var isForWantOfJournal: Bool {
    guard step == "journal", undoProblems.isEmpty, let error = reason as? SystemError else { return false }
    return [ENOSPC, EDQUOT, EROFS].contains(error.code)
  }
}
