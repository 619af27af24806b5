import Configuration
import Platform

/// Takes secrets and control characters out of what is logged.
package struct Redactor: Sendable {
  private let cleaner: TextCleaner

  /// A redactor for these secrets, and for the same as JSON writes them.
  package init(secrets: Set<Secret> = []) { cleaner = TextCleaner(secrets: secrets, limit: 2048) }

  /// The record without any known secret, and with bounded texts that cannot move a terminal's cursor.
  package func clean(_ record: LogRecord) -> LogRecord {
    var record = record
    record.message = cleaner.clean(record.message)
    for index in record.fields.indices { record.fields[index].value = cleaner.clean(record.fields[index].value) }
    return record
  }

  /// The text without any known secret.
  func redact(_ text: String) -> String { cleaner.redact(text) }
}
