import Glibc
import Platform
import Transport

/// A thread that runs the process's one loop for as long as the tests last.
package enum LoopThread {
  private static let started: Void = {
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { _ in
        do { try EventLoop.shared.run {} } catch { preconditionFailure("the loop ended: \(error)") }
        return nil
      }, nil)
    precondition(code == 0, "no thread for the loop")
  }()

  /// Makes sure that the loop runs.
  ///
  /// To be called by every suite that isolates its tests to `LoopActor`.
  package static func start() { started }
}
