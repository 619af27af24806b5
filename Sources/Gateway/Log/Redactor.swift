import JSON
import Platform

/// Takes secrets and control characters out of what is logged.
package struct Redactor: Sendable {
  private let secrets: [String]
  private static let longestText = 2048

  /// A redactor for these secrets, and for the same as JSON writes them.
  package init(secrets: Set<Secret> = []) {
    let texts = secrets.map(\.revealed).filter { $0.utf8.count >= 4 }
    let written = texts.map { String(JSONValue.string($0).text().dropFirst().dropLast()) }
    // The longest first: one that begins another would leave the other's tail.
    self.secrets = Set(texts + written).sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
  }

  /// The record without any known secret, and with bounded texts that cannot move a terminal's cursor.
  package func clean(_ record: LogRecord) -> LogRecord {
    var record = record
    record.message = clean(record.message)
    for index in record.fields.indices { record.fields[index].value = clean(record.fields[index].value) }
    return record
  }

  /// The text without any known secret.
  func redact(_ text: String) -> String { secrets.reduce(text) { $0.replacing($1, with: "***") } }

  private func clean(_ text: String) -> String { redact(text).visibleLine(limit: Self.longestText) }
}
