/// How long to wait before a lost connection is tried again: at first shortly, then longer, and not for ever.
struct ReconnectionPauses: Hashable {
  private var attempts = 0

  /// The pause before the next of eight attempts, from a quarter of a second to thirty seconds; nil after them.
  mutating func next() -> Duration? {
    guard attempts < 8 else { return nil }
    defer { attempts += 1 }
    return min(.milliseconds(250) * (1 << attempts), .seconds(30))
  }
}
