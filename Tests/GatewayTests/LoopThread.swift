import Glibc
import Platform
import Testing
import Transport

/// A thread that runs the process's loop for as long as the tests last.
enum LoopThread {
  private static let started: Void = {
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { _ in
        do { try EventLoop.shared.run {} } catch { Issue.record(error) }
        return nil
      }, nil)
    if code != 0 { Issue.record(SystemError(code: code, call: "pthread_create")) }
  }()

  /// Makes sure that the loop runs.
  static func start() { started }
}
