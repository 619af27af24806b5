import Transport

/// Timers for the sake of their lateness, while somebody asks for it: an idle gateway that nobody measures has none.
@LoopActor final class LoopProbe {
  private var left = 0
  private var timer: LoopTimer?
  private static let interval = Duration.milliseconds(500)
  /// Two minutes, longer than it takes most to ask again.
  private static let count = 240

  nonisolated init() {}

  /// Measures from now on, for a while.
  func begin() {
    left = Self.count
    if timer?.isPending != true { schedule() }
  }

  func end() { timer?.cancel() }

  private func schedule() {
    timer = EventLoop.shared.schedule(after: Self.interval) { [weak self] in
      guard let self, left > 0 else { return }
      left -= 1
      schedule()
    }
  }
}
