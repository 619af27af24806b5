/// Command lines made fit to be shown: what follows `--token`, `--password` and their like is `***`.
package enum MaskedArguments {
  /// Masks `--token VALUE`, `--token=VALUE`, `TOKEN=VALUE` and the same for every name that ends in `token`,
  /// `password`, `secret` or `key`, also inside an argument that is a command line itself, as `sh -c` takes it.
  package static func masking(_ arguments: [String]) -> [String] {
    masking(arguments) { argument in
      guard argument.contains(" ") else { return argument }
      let words = argument.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      return masking(words) { $0 }.joined(separator: " ")
    }
  }

  private static func masking(_ words: [String], otherwise: (String) -> String) -> [String] {
    var follows = false
    return words.map { word in
      if follows {
        follows = false
        return "***"
      }
      let (name, hasValue) = split(word)
      guard isSecret(name) else { return otherwise(word) }
      follows = !hasValue && word.hasPrefix("--")
      return hasValue ? "\(name)=***" : word
    }
  }

  private static func split(_ word: String) -> (name: Substring, hasValue: Bool) {
    guard let separator = word.firstIndex(of: "="), !word[..<separator].contains(" ") else { return (word[...], false) }
    return (word[..<separator], true)
  }

  private static func isSecret(_ name: Substring) -> Bool {
    let name = name.lowercased()
    return ["token", "password", "secret", "key"].contains(where: name.hasSuffix)
  }
}
