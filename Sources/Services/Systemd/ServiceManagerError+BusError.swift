import Glibc
import Platform

extension ServiceManagerError {
  /// Sorts an error of the bus by its name, never by its text.
  init(_ error: BusError, scope: ServiceScope, unit: String = "") {
    switch error {
    case .timedOut(let call): self = .timedOut(call: call)
    case .system(let error): self = .managerUnreachable(scope, reason: Self.reason(error))
    case .answered(let answer): self.init(answer, scope, unit)
    }
  }

  /// A socket that is not there, or that nobody listens on, means that the manager does not run.
  private static func reason(_ error: SystemError) -> String {
    [ENOENT, ECONNREFUSED].contains(error.code) ? "it does not run" : error.reason
  }

  private init(_ answer: ManagerAnswer, _ scope: ServiceScope, _ unit: String) {
    switch answer.name {
    case "org.freedesktop.systemd1.NoSuchUnit", "org.freedesktop.DBus.Error.FileNotFound":
      self = .noSuchUnit(unit, answer)
    case "org.freedesktop.systemd1.UnitMasked": self = .masked(unit, answer)
    case "org.freedesktop.DBus.Error.AccessDenied", "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired",
      "org.freedesktop.DBus.Error.AuthFailed":
      self = .accessDenied(answer)
    case "org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner",
      "org.freedesktop.DBus.Error.Disconnected", "org.freedesktop.DBus.Error.NoServer":
      self = .managerUnreachable(scope, reason: answer.message)
    case "org.freedesktop.DBus.Error.NoReply", "org.freedesktop.DBus.Error.Timeout":
      self = .timedOut(call: answer.call)
    default: self = .refused(answer)
    }
  }
}
