/// What a finished child process left.
package struct SubprocessResult: Sendable {
  /// How the child ended.
  package let termination: Termination
  /// What it wrote to descriptor 1, up to the limit.
  package let standardOutput: [UInt8]
  /// What it wrote to descriptor 2, up to the limit.
  package let standardError: [UInt8]

  /// How a process ends: `waitpid(2)`.
  package enum Termination: Hashable, Sendable {
    /// By itself, with this status.
    case exited(Int32)
    /// By this signal.
    case signalled(Int32)
    /// It ran past its deadline and was killed.
    case timedOut
  }
}
