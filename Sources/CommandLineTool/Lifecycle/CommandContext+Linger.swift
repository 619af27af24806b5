import CommandTree
import Platform
import Services

extension CommandContext {
  /// Turns lingering off again after an install that had turned it on has failed.
  ///
  /// Gives that failure, with what could not be taken back.
  func endLinger(_ target: ServiceTarget, after failure: CommandFailure) -> CommandFailure {
    do { _ = try apply(Plan([LingerChange(on: false, for: target.account)]), target) } catch {
      return failure.notTakingBack([error.sentence])
    }
    return failure
  }
}

extension CommandFailure {
  /// The same failure, which says what is still there though it should have been taken back.
  func notTakingBack(_ problems: [String]) -> CommandFailure {
    guard !problems.isEmpty else { return self }
    var copy = self
    copy.reason = [reason, "not taken back: " + problems.joined(separator: "; ")].compactMap { $0 }
      .joined(separator: "\n")
    return copy
  }
}
