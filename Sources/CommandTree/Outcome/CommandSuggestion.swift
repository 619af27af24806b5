import Platform

/// Names the active profile in command lines that messages suggest, so that they can be copied as they are.
package enum CommandSuggestion {
  /// Inserts ` --profile NAME` after each `openclaw` that a command of the tree follows.
  ///
  /// Text that already names a profile (`--profile`, `--dev`) stays as it is, and so does all text when the profile is
  /// the default one.
  package static func text(_ text: String, profile: String?) -> String {
    guard let profile, profile.lowercased() != "default" else { return text }
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard !words.contains(where: { $0.hasPrefix("--profile") || $0 == "--dev" }) else { return text }
    let next = words.dropFirst() + [""]
    return zip(words, next).map { isProgram($0) && isCommand($1) ? "\($0) --profile \(profile)" : String($0) }
      .joined(separator: " ")
  }

  /// A word as a shell takes it whole: in single quotes unless it is plain.
  package static func word(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0.isASCIIAlphanumeric || "-_./:=@%+,~".utf8.contains($0) }
    return isPlain && !text.isEmpty ? text : CompletionScript.quoted(text, escapingQuoteAs: "'\\''")
  }

  /// `openclaw`, alone, at the end of a path, or behind an opening quote.
  private static func isProgram(_ word: Substring) -> Bool {
    guard word.hasSuffix("openclaw") else { return false }
    return word.dropLast("openclaw".count).last.map { "/`'\"(".contains($0) } ?? true
  }

  private static func isCommand(_ word: Substring) -> Bool {
    let bare = word.prefix { $0.isLowercase || $0 == "-" }
    return CommandTree.openclaw.subcommand(named: String(bare)) != nil
  }
}
