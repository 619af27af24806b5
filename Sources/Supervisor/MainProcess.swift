import CLinux
import Glibc
import Platform
import Transport

/// The main process of a service, held by a descriptor that no other process can take: `pidfd_open(2)`.
@LoopActor final class MainProcess: DescriptorWatcher {
  let identity: ProcessIdentity
  private let descriptor: Descriptor
  private var ended: (@LoopActor () -> Void)?

  /// Holds a process that this one has started; how it ends is for `waitpid(2)` to say.
  init(child processIdentifier: Int32) throws(SystemError) {
    descriptor = Descriptor(taking: try checked("pidfd_open") { cl_pidfd_open(processIdentifier, 0) })
    // A child stays in the table until it has been waited for, even when it has ended already.
    let ticks = ProcessStatus.read(processIdentifier)?.identity.startTicks ?? 0
    identity = ProcessIdentity(processIdentifier: processIdentifier, startTicks: ticks)
  }

  /// Takes over a process that somebody else has started; nil when it has ended.
  ///
  /// - Parameter ended: is called once when it ends.
  init?(adopting identity: ProcessIdentity, ended: @escaping @LoopActor () -> Void) throws(SystemError) {
    let raw = cl_pidfd_open(identity.processIdentifier, 0)
    guard raw >= 0 else { return nil }
    descriptor = Descriptor(taking: raw)
    self.identity = identity
    guard identity.isRunning else { return nil }
    self.ended = ended
    try EventLoop.shared.watch(raw, for: .reading, self)
  }

  /// Sends a signal, and wakes a stopped process so that it takes it, as systemd does: `pidfd_send_signal(2)`.
  func send(_ signal: Int32) {
    _ = cl_pidfd_send_signal(descriptor.raw, signal)
    _ = cl_pidfd_send_signal(descriptor.raw, SIGCONT)
  }

  /// Lets go of the process.
  func release() {
    if ended.take() != nil { EventLoop.shared.forget(descriptor.raw) }
  }

  func becameReady(_ readiness: Readiness) {
    guard let ended = ended.take() else { return }
    EventLoop.shared.forget(descriptor.raw)
    ended()
  }
}
