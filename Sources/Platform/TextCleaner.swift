/// Makes texts of others fit for a log and for a terminal: no known secret, no control character, no end of lines.
package struct TextCleaner: Sendable {
  private let secrets: [String]
  private let longest: Int

  /// A cleaner that knows secrets, and cuts texts after so many characters.
  ///
  /// Secrets of fewer than four bytes are left alone: they would be found everywhere.
  package init(secrets: Set<Secret> = [], longest: Int = 2048) {
    self.secrets = secrets.map(\.revealed).filter { $0.utf8.count >= 4 }
    self.longest = longest
  }

  /// The text with `***` for every secret, fit to be one line.
  package func clean(_ text: String) -> String {
    var text = text
    for secret in secrets { text = text.replacing(secret, with: "***") }
    let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    return isPlain && text.utf8.count <= longest ? text : visible(text)
  }

  /// Line feeds become spaces, other control characters a replacement character, and the end is cut.
  private func visible(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(longest) {
      switch scalar.properties.generalCategory {
      case .control where scalar == "\n" || scalar == "\t": result += " "
      case .control, .lineSeparator, .paragraphSeparator: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
