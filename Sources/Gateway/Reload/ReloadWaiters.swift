/// Those who wait to hear what a reading led to, which must have begun after they asked.
struct ReloadWaiters {
  typealias Waiter = CheckedContinuation<ReloadOutcome, Never>

  private var waiting: [Waiter] = []
  /// Those whose reading is under way.
  private var reading: [Waiter] = []

  /// Whether nobody waits.
  var isEmpty: Bool { waiting.isEmpty && reading.isEmpty }

  mutating func add(_ waiter: Waiter) { waiting.append(waiter) }

  mutating func readingBegins() { (reading, waiting) = (waiting, []) }

  mutating func readingEnded(_ outcome: ReloadOutcome) {
    for waiter in reading { waiter.resume(returning: outcome) }
    reading = []
  }

  /// There will be no more readings.
  mutating func end(_ outcome: ReloadOutcome) {
    readingEnded(outcome)
    readingBegins()
    readingEnded(outcome)
  }
}
