/// A version as the configuration records it: an optional `v`, three numbers, and an optional revision after a dash.
struct ConfigurationVersion: Hashable, Comparable {
  private let numbers: [Int]

  /// Nil for any other text.
  ///
  /// A revision that is no number counts as zero.
  init?(_ text: String) {
    let body = text.hasPrefix("v") ? text.dropFirst() : text[...]
    let parts = body.split(separator: "-", maxSplits: 1)
    let numbers = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
    guard numbers.count == 3, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
    self.numbers = numbers + [parts.count > 1 ? Int(parts[1]) ?? 0 : 0]
  }

  static func < (left: ConfigurationVersion, right: ConfigurationVersion) -> Bool {
    left.numbers.lexicographicallyPrecedes(right.numbers)
  }
}
