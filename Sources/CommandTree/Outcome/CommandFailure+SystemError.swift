import Glibc
import Platform

extension CommandFailure {
  /// A system call that failed, with the call's own words; missing rights have their own exit status.
  package init(_ error: SystemError, step: String? = nil) {
    let lacksRights = [EACCES, EPERM].contains(error.code)
    self.init(
      "\(error.call) failed", location: error.subject, reason: error.reason,
      hints: error.code == ENOSPC ? ["free some disk space and try again"] : [],
      code: lacksRights ? "not-permitted" : "system-call-failed", step: step,
      exitStatus: lacksRights ? .notPermitted : .failure)
  }
}
