import Platform

/// What a service manager answered, or why it did not answer.
package enum ServiceManagerError: Error, Hashable, Sendable {
  /// This machine was not booted with a service manager we know: `sd_booted(3)`.
  case noServiceManager
  /// launchd is asked for, and there is no `launchctl` to reach it by.
  case noLaunchctl
  /// There is a manager for this scope in principle, but it does not run or cannot be reached from here.
  case managerUnreachable(ServiceScope, reason: String)
  /// The embedded supervisor cannot be started or does not answer.
  case supervisorUnreachable(reason: String)
  /// The manager refused: the caller has not the rights.
  case accessDenied(ManagerAnswer)
  /// The manager has no definition of that name.
  case noSuchUnit(String, ManagerAnswer)
  /// The definition is masked: an administrator has forbidden it.
  case masked(String, ManagerAnswer)
  /// A service was unloaded to be loaded again, and at the end of all attempts is not there.
  case leftUnloaded(String, ManagerAnswer)
  /// Nothing came back in time.
  case timedOut(call: String)
  /// Any other refusal.
  case refused(ManagerAnswer)
}

/// An error of a service manager in its own words.
package struct ManagerAnswer: Hashable, Sendable, CustomStringConvertible {
  /// What was asked, for example `StartUnit`.
  package let call: String
  /// The error's name, for example `org.freedesktop.systemd1.NoSuchUnit`, or `status 5`.
  package let name: String
  /// The error's text, for people.
  package let message: String
  /// Who answered.
  package let manager: String

  /// An error from its parts.
  package init(call: String, name: String, message: String, manager: String = "systemd") {
    self.manager = manager
    self.call = call
    self.name = name
    self.message = message
  }

  package var description: String { "\(call): \(message) (\(name))" }
}

extension ServiceManagerError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noServiceManager: "systemd is not running on this machine"
    case .noLaunchctl: "launchd cannot be reached: there is no launchctl on PATH"
    case .managerUnreachable(.user, let reason): "the user's service manager cannot be reached: \(reason)"
    case .managerUnreachable(.system, let reason): "the machine's service manager cannot be reached: \(reason)"
    case .supervisorUnreachable(let reason): "the supervisor cannot be reached: \(reason)"
    case .accessDenied(let answer): "\(answer.manager) refused: \(answer)"
    case .noSuchUnit(let unit, let answer): "\(answer.manager) knows no \(unit): \(answer)"
    case .masked(let unit, let answer): "\(unit) is masked: \(answer)"
    case .leftUnloaded(let service, let answer): "\(service) is unloaded and could not be loaded again: \(answer)"
    case .timedOut(let call): "\(call): there was no answer in time"
    case .refused(let answer): "\(answer.manager) refused: \(answer)"
    }
  }

  /// A stable word for scripts.
  package var code: String {
    switch self {
    case .noServiceManager, .noLaunchctl: "no-service-manager"
    case .managerUnreachable(.user, _): "user-manager-unreachable"
    case .managerUnreachable(.system, _): "system-manager-unreachable"
    case .supervisorUnreachable: "supervisor-unreachable"
    case .accessDenied: "access-denied"
    case .noSuchUnit: "no-such-unit"
    case .masked: "unit-masked"
    case .leftUnloaded: "left-unloaded"
    case .timedOut: "manager-timeout"
    case .refused: "manager-refused"
    }
  }
}
