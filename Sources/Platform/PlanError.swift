/// A plan that could not be applied: the step, why, and what could not be taken back afterwards.
package struct PlanError: Error {
  /// The name of the change that failed; `journal` or `undo` when it was the keeping or the taking back.
  package let step: String
  /// What it failed with.
  package let reason: any Error
  /// Empty when the host is as it was before.
  package private(set) var undoProblems: [String] = []
  /// Whether trying again cannot help: the journal is gone, and what could not be taken back stays as it is.
  package private(set) var isFinal = false

  /// A failure of one step.
  init(step: String, reason: any Error) {
    self.step = step
    self.reason = reason
  }

  /// The same failure with what could not be taken back.
  func with(undoProblems: [String], isFinal: Bool = false) -> PlanError {
    var copy = self
    copy.undoProblems = undoProblems
    copy.isFinal = isFinal
    return copy
  }
}
