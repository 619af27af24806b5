import Platform

/// A launchctl command that did not end with status 0, in launchctl's own words.
package struct LaunchctlError: Error, Hashable, Sendable {
  /// How it ended.
  package enum Outcome: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    case timedOut
    /// It could not be started.
    case notRun(SystemError)
  }

  /// What was asked.
  package let command: LaunchctlCommand
  /// How that ended.
  package let outcome: Outcome
  /// What it wrote to standard error, without blanks at the ends.
  package let standardError: String

  /// A failure from its parts.
  package init(_ command: LaunchctlCommand, _ outcome: Outcome, standardError: String = "") {
    self.command = command
    self.outcome = outcome
    self.standardError = standardError
  }

  /// Whether the job is not loaded: `ESRCH`, and launchd's own 113.
  package var saysNotLoaded: Bool { outcome == .exited(3) || outcome == .exited(113) }

  /// Whether the same is being done already: `EINPROGRESS` and `EALREADY` as macOS numbers them.
  package var saysInProgress: Bool { outcome == .exited(36) || outcome == .exited(37) }

  /// The error as every manager gives it.
  ///
  /// Status 1 is `EPERM`; 125 says that the user has no graphical session to load agents into.
  package var managerError: ServiceManagerError {
    switch outcome {
    case .timedOut: .timedOut(call: command.description)
    case .notRun(let error): .managerUnreachable(.user, reason: error.description)
    case .exited(125): .managerUnreachable(.user, reason: answer.description)
    case .exited(1): .accessDenied(answer)
    case .exited, .signalled: .refused(answer)
    }
  }

  /// The command, how it ended and its own words.
  package var answer: ManagerAnswer {
    ManagerAnswer(call: command.description, name: ending, message: standardError, manager: "launchd")
  }

  private var ending: String {
    switch outcome {
    case .exited(let status): "status \(status)"
    case .signalled(let signal): "signal \(signal)"
    case .timedOut: "timed out"
    case .notRun: "not run"
    }
  }
}

extension LaunchctlError: CustomStringConvertible {
  package var description: String { answer.description }
}
