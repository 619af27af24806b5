@testable import Transport

/// Values that a callback leaves for a test to take, in order.
@LoopActor final class Mailbox<Value: Sendable> {
  private var values: [Value] = []
  private var waiting: CheckedContinuation<Value, Never>?

  func put(_ value: Value) {
    if let waiting = waiting.take() { waiting.resume(returning: value) } else { values.append(value) }
  }

  /// The next value; those that have been left already come first.
  func take() async -> Value {
    if !values.isEmpty { return values.removeFirst() }
    return await withCheckedContinuation { waiting = $0 }
  }
}
