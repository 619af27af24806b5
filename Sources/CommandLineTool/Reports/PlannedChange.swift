import JSON
import Platform

/// A change as reports show it.
struct PlannedChange: Hashable {
  let step: String
  let summary: String

  init(_ change: any Change) {
    step = change.step
    summary = change.summary
  }

  /// A change by its words.
  init(step: String, _ summary: String) {
    self.step = step
    self.summary = summary
  }

  var json: JSONValue { ["step": .string(step), "summary": .string(summary)] }
}
