/// How late things happened: counts by upper bound, as Prometheus has them.
package struct DelayHistogram: Hashable, Sendable {
  /// The upper bounds in nanoseconds: 1 ms to 2.5 s.
  package static let bounds: [Int64] = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500].map { $0 * 1_000_000 }

  /// How many fell between a bound and the one before it; the last count is beyond every bound.
  package private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
  /// All of them together, in nanoseconds.
  package private(set) var sum: Int64 = 0

  /// Nothing was late yet.
  package init() {}

  /// Counts one delay.
  package mutating func add(nanoseconds delay: Int64) {
    let delay = max(0, delay)
    counts[Self.bounds.firstIndex { delay <= $0 } ?? Self.bounds.count] += 1
    sum += delay
  }
}
