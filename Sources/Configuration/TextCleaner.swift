import JSON
import Platform

/// Makes texts of others fit for a log and for a terminal: no known secret, no control character, no end of lines.
package struct TextCleaner: Sendable {
  private let secrets: [String]
  private let limit: Int

  /// A cleaner for these secrets, and for the same as JSON writes them, that cuts texts after `limit` characters.
  ///
  /// Secrets of fewer than four bytes are left alone: they would be found everywhere.
  package init(secrets: Set<Secret>, limit: Int) {
    let texts = secrets.map(\.revealed).filter { $0.utf8.count >= 4 }
    let written = texts.map { String(JSONValue.string($0).text().dropFirst().dropLast()) }
    // The longest first: one that begins another would leave the other's tail.
    self.secrets = Set(texts + written).sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
    self.limit = limit
  }

  /// The text without any known secret.
  package func redact(_ text: String) -> String { secrets.reduce(text) { $0.replacing($1, with: "***") } }

  /// The text without any known secret, fit to be one line.
  package func clean(_ text: String) -> String { redact(text).visibleLine(limit: limit) }
}
