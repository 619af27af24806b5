import CommandTree
import Platform
import Services

extension CommandContext {
  /// Whether an account lingers; nil when that cannot be known.
  func lingers(_ account: Account) -> Bool? { Logind.lingers(account, isBooted: true) }

  /// Turns lingering off again after an install that had turned it on has failed.
  func endLinger(_ target: ServiceTarget) throws(CommandFailure) {
    _ = try apply(Plan([LingerChange(on: false, for: target.account)]), target)
  }
}
