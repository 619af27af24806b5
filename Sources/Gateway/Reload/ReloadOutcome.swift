/// What became of a configuration that a method wrote.
enum ReloadOutcome: Hashable, Sendable {
  /// A gateway would not start with it, so the running one goes on as it is: why.
  case refused(String)
  /// It holds now.
  case applied
  /// The gateway starts again for it.
  case restarting
  /// The gateway is stopping.
  case tooLate
}
