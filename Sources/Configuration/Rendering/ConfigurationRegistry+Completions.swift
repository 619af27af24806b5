extension ConfigurationRegistry {
  /// The key paths that a shell offers, each with what it is for.
  ///
  /// A path that goes on with any name ends before it. A key whose name a shell would expand is not offered.
  package static let completions: [(word: String, summary: String)] = {
    var seen: Set<String> = []
    return keys.compactMap { key in
      let steps = key.steps.prefix { $0 != "*" && $0 != "[]" }
      let word = steps.joined(separator: ".")
      guard !word.hasPrefix("$"), seen.insert(word).inserted else { return nil }
      return (word, key.isFixed ? key.summary : "A section.")
    }
  }()
}
