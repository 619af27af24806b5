import CommandTree

extension CommandLineParser {
  /// Whether a command line that a message suggests is understood, `sudo` before it or not.
  static func accepts(_ hint: String) -> Bool {
    let words = hint.split(separator: " ").map(String.init).drop { $0 != "openclaw" }
    do {
      _ = try parse(Array(words.dropFirst()))
      return !words.isEmpty
    } catch { return false }
  }
}
