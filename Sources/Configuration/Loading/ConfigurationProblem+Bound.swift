import Platform

extension [ConfigurationProblem] {
  /// As many as a person reads.
  private static let limit = 50

  /// The problems in the order of the lines; of too many, the first, and last one that says how many more there are.
  ///
  /// Wrong values are kept before anything else.
  func bounded(in file: AbsolutePath) -> [ConfigurationProblem] {
    guard count > Self.limit else { return sorted() }
    let (wrong, others) = (filter { $0.accepted != nil }.sorted(), filter { $0.accepted == nil }.sorted())
    let kept = (wrong + others).prefix(Self.limit).sorted()
    return kept + [
      ConfigurationProblem("and \(count - Self.limit) more, which are not listed", in: file, position: nil)
    ]
  }
}
