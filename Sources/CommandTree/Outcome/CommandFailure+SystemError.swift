import Glibc
import Platform

extension CommandFailure {
  /// A system call that failed, with the call's own words; missing rights have their own exit status.
  package init(_ error: SystemError, step: String? = nil) {
    let lacksRights = [EACCES, EPERM].contains(error.code)
    self.init(
      "\(error.call) failed", location: error.subject, reason: error.reason,
      hints: Self.hints(for: error),
      code: lacksRights ? "not-permitted" : "system-call-failed", step: step,
      exitStatus: lacksRights ? .notPermitted : .failure)
  }
  /// What shows why a disk takes no more.
  private static func hints(for error: SystemError) -> [String] {
    let place = error.subject.flatMap { AbsolutePath($0) }?.parent.string ?? "."
    return switch error.code {
    case ENOSPC: ["df -h \(place)"]
    case EDQUOT: ["quota -s"]
    case EROFS: ["findmnt -T \(place)"]
    default: []
    }
  }
}
