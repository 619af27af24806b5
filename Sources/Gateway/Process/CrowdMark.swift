/// The high-water mark of a number of clients, which tells when most of them have left.
struct CrowdMark: Hashable, Sendable {
  private var highest = 0

  /// What leaves no memory worth a look.
  private static let crowd = 100

  /// The number of clients has changed.
  mutating func reached(_ count: Int) { highest = max(highest, count) }

  /// Whether at least half of a crowd has left since this was last so.
  mutating func hasFallen(to count: Int) -> Bool {
    guard highest >= Self.crowd, count <= highest / 2 else { return false }
    highest = count
    return true
  }
}
