import CommandTree
import Platform
import Services

extension CommandContext {
  /// Turns lingering off again after an install that had turned it on has failed.
  func endLinger(_ target: ServiceTarget) throws(CommandFailure) {
    _ = try apply(Plan([LingerChange(on: false, for: target.account)]), target)
  }
}
