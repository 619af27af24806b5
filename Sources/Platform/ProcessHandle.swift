import CLinux
import Glibc

/// A process held so that no other can take its number meanwhile: `pidfd_open(2)`.
package struct ProcessHandle: ~Copyable, Sendable {
  /// Its number.
  package let processIdentifier: Int32
  private let descriptor: Descriptor

  /// Holds a process; nil when it has ended.
  package init?(_ processIdentifier: Int32) throws(SystemError) {
    do {
      descriptor = Descriptor(
        taking: try checked("pidfd_open", "process \(processIdentifier)") { cl_pidfd_open(processIdentifier, 0) })
    } catch {
      if error.code == ESRCH { return nil }
      throw error
    }
    self.processIdentifier = processIdentifier
  }

  /// Sends a signal; one that has ended hears nothing, which is no error: `pidfd_send_signal(2)`.
  package borrowing func send(_ signal: Int32) throws(SystemError) {
    do {
      try checked("pidfd_send_signal", "process \(processIdentifier)") {
        cl_pidfd_send_signal(descriptor.raw, signal)
      }
    } catch {
      if error.code != ESRCH { throw error }
    }
  }

  /// Waits for the process to end, which is true when it has: `poll(2)`.
  package borrowing func waitForEnd(until deadline: Deadline) -> Bool {
    var entry = pollfd(fd: descriptor.raw, events: Int16(POLLIN), revents: 0)
    while true {
      let count = poll(&entry, 1, deadline.remainingMilliseconds)
      if count >= 0 || errno != EINTR { return count > 0 }
    }
  }
}
