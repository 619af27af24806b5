/// The isolation of everything that lives on the loop: its executor is `EventLoop.shared`.
///
/// State isolated to it needs no lock, and a call from one isolated function to another does not suspend.
@globalActor package actor LoopActor {
  package static let shared = LoopActor()

  package nonisolated var unownedExecutor: UnownedSerialExecutor { EventLoop.shared.asUnownedSerialExecutor() }

  /// Runs an isolated function from the loop's own thread, where isolation holds but the compiler cannot see it.
  ///
  /// Stops the process when called on another thread, as `MainActor.assumeIsolated` does.
  package static func assumeIsolated<Result: Sendable, Failure: Error>(
    _ operation: @LoopActor () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    EventLoop.shared.checkIsolated()
    typealias Isolated = @LoopActor () throws(Failure) -> Result
    typealias Plain = () throws(Failure) -> Result
    // The two types differ in their isolation alone, which was just checked.
    let run = { (operation: @escaping Isolated) throws(Failure) in try unsafeBitCast(operation, to: Plain.self)() }
    return try withoutActuallyEscaping(operation, do: run)
  }

  /// Starts work that may wait and never leaves the loop.
  ///
  /// What a plain task waits for brings it back by way of the global pool of threads; with the loop as its preferred
  /// executor there is no such pool.
  @LoopActor package static func start(_ work: @escaping @LoopActor () async -> Void) {
    Task(executorPreference: EventLoop.shared) { await work() }
  }
}
