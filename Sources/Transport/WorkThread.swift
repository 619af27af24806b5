import Glibc
import Platform
import Synchronization

/// A thread beside the loop for calls that may block: files, locks, `fsync(2)`.
///
/// Work is done one piece after another, in the order it came. The thread is made for the first piece and ends after the
/// last, so that an idle process has none.
package final class WorkThread: Sendable {
  /// The process's thread for work on files.
  package static let shared = WorkThread()

  private typealias Work = @Sendable () -> Void

  private struct State {
    var waiting: [Work] = []
    var isRunning = false
  }

  private let state = Mutex(State())

  /// A thread that does not exist until there is work.
  package init() {}

  /// Does a piece of work on the thread while the caller is suspended.
  @LoopActor package func run<Value: Sendable, Failure: Error>(
    _ work: @escaping @Sendable () throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let result = await withCheckedContinuation { continuation in
      add { continuation.resume(returning: Result { () throws(Failure) in try work() }) }
    }
    return try result.get()
  }

  private func add(_ work: @escaping Work) {
    let isFirst = state.withLock { state in
      state.waiting.append(work)
      defer { state.isRunning = true }
      return !state.isRunning
    }
    if isFirst, !start() { drain() }
  }

  /// Starts the thread; false where the system has none left, and the caller has to do the work: `pthread_create(3)`.
  private func start() -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self)
    let code = pthread_create(
      &thread, &attributes,
      { context in
        if let context { Unmanaged<WorkThread>.fromOpaque(context).takeRetainedValue().drain() }
        return nil
      }, context.toOpaque())
    if code != 0 { context.release() }
    return code == 0
  }

  private func drain() {
    while let work = next() { for piece in work { piece() } }
  }

  /// All that waits; nil when nothing does, and the thread is at its end.
  private func next() -> [Work]? {
    state.withLock { state in
      defer { state.waiting = [] }
      state.isRunning = !state.waiting.isEmpty
      return state.isRunning ? state.waiting : nil
    }
  }
}
