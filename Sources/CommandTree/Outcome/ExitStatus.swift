/// The exit statuses of `openclaw`, the one table behind help, manual and `docs/exit-status.md`.
package enum ExitStatus: Int32, CaseIterable, Sendable {
  case success = 0
  case failure = 1
  case usage = 2
  case notInstalled = 3
  case unreachable = 4
  case unauthorized = 5
  case unknownOutcome = 6
  case portHeld = 7
  case noServiceManager = 8
  case stillStarting = 9
  case notPermitted = 77
  case configurationRefused = 78

  /// The name scripts and documents use for it.
  package var name: String {
    switch self {
    case .success: "success"
    case .failure: "failure"
    case .usage: "usage"
    case .notInstalled: "not-installed"
    case .unreachable: "unreachable"
    case .unauthorized: "unauthorized"
    case .unknownOutcome: "unknown-outcome"
    case .portHeld: "port-held"
    case .noServiceManager: "no-service-manager"
    case .stillStarting: "still-starting"
    case .notPermitted: "not-permitted"
    case .configurationRefused: "configuration-refused"
    }
  }

  /// What it says about the host, in one sentence without a final stop.
  package var meaning: String {
    switch self {
    case .success: "Done, or already so"
    case .failure: "Failed for a reason without a status of its own"
    case .usage: "The command line was not understood: a flag, a value, a profile name"
    case .notInstalled: "No service is installed for this profile (start, restart)"
    case .unreachable: "The gateway does not answer (commands that ask it, status --require-rpc)"
    case .unauthorized: "The gateway answered and refused the credentials"
    case .unknownOutcome: "The request was sent and its outcome is not known"
    case .portHeld: "A program that is not this gateway holds the port"
    case .noServiceManager: "No service manager runs here, or it cannot be reached"
    case .stillStarting: "The gateway was still starting, or stopping, when the wait ended"
    case .notPermitted: "Other rights are needed"
    case .configurationRefused: "The configuration is refused; a restart would not mend it"
    }
  }
}
