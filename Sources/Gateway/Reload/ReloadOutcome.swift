/// What became of a configuration that a method wrote.
enum ReloadOutcome: Hashable, Sendable {
  /// A gateway would not start with it, so the running one goes on as it is.
  case refused(String)
  /// It holds now; the keys that are other than before.
  case applied([String])
  /// The gateway starts again for these keys.
  case restarting([String])
  /// The gateway is stopping.
  case tooLate
}
