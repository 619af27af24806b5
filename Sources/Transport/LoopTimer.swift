import Platform

/// An action that the loop will call once, unless it is cancelled.
@LoopActor package final class LoopTimer {
  private var action: (@LoopActor () -> Void)?
  /// When it is due, and its place among timers that are due at the same time.
  var moment = TimerHeap.Moment()
  /// Where the heap holds it; nil when it has fired or been cancelled.
  var position: Int?

  init(_ action: @escaping @LoopActor () -> Void) { self.action = action }

  /// Whether the action is still to come.
  package var isPending: Bool { position != nil }

  /// Makes sure that the action is not called, and lets go of it.
  ///
  /// Has no effect afterwards or twice.
  package func cancel() {
    EventLoop.shared.cancel(self)
    action = nil
  }

  func fire() {
    let action = action
    self.action = nil
    action?()
  }
}
