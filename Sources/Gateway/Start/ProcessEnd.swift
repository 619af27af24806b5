import CLinux
import Glibc
import Platform

/// Waits for processes that are not our children.
enum ProcessEnd {
  /// Returns when the process has ended or the deadline has passed: `pidfd_open(2)`, `poll(2)`.
  static func wait(for processIdentifier: Int32, until deadline: Deadline) {
    let raw = cl_pidfd_open(processIdentifier, 0)
    guard raw >= 0 else { return }
    let descriptor = Descriptor(taking: raw)
    var entry = pollfd(fd: descriptor.raw, events: Int16(POLLIN), revents: 0)
    while poll(&entry, 1, deadline.remainingMilliseconds) < 0, errno == EINTR {}
  }
}
