import CLinux
import Glibc
import Platform

/// Delivers signals as events of the loop: `signalfd(2)`.
///
/// To be made before the process has other threads, which would otherwise take the signals in the usual way. Signals
/// that come before `run` wait.
@LoopActor package final class SignalSource: DescriptorWatcher {
  private let descriptor: Descriptor
  private let action: @LoopActor (Int32) -> Void

  /// Blocks the signals on the calling thread, and on those it will create, and calls the action for each that arrives.
  package init(_ signals: [Int32], _ action: @escaping @LoopActor (Int32) -> Void) throws(SystemError) {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    let code = pthread_sigmask(SIG_BLOCK, &set, nil)
    if code != 0 { throw SystemError(code: code, call: "pthread_sigmask") }
    let flags = Int32(SFD_CLOEXEC | SFD_NONBLOCK)
    descriptor = Descriptor(taking: try checked("signalfd") { signalfd(-1, &set, flags) })
    self.action = action
    try EventLoop.shared.watch(descriptor.raw, for: .reading, self)
  }

  /// Delivers the signals that have come.
  package func becameReady(_ readiness: Readiness) {
    var information = signalfd_siginfo()
    let size = MemoryLayout<signalfd_siginfo>.size
    while read(descriptor.raw, &information, size) == size { action(Int32(information.ssi_signo)) }
  }

  /// Stops the delivery.
  ///
  /// The signals stay blocked.
  package func close() { EventLoop.shared.forget(descriptor.raw) }
}
