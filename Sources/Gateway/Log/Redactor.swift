import Platform

/// Takes secrets and control characters out of what is logged.
package struct Redactor: Sendable {
  private let secrets: [String]
  private static let longestText = 2048

  package init(secrets: Set<Secret> = []) { self.secrets = secrets.map(\.revealed).filter { $0.utf8.count >= 4 } }

  /// The record without any known secret, and with bounded texts that cannot move a terminal's cursor.
  package func clean(_ record: LogRecord) -> LogRecord {
    var record = record
    record.message = clean(record.message)
    for index in record.fields.indices { record.fields[index].value = clean(record.fields[index].value) }
    return record
  }

  private func clean(_ text: String) -> String {
    var text = text
    for secret in secrets { text = text.replacing(secret, with: "***") }
    let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    if !isPlain || text.utf8.count > Self.longestText { text = Self.visible(text) }
    return text
  }

  /// Line feeds become spaces, other control characters a replacement character, and the end is cut.
  private static func visible(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(longestText) {
      switch scalar.properties.generalCategory {
      case .control where scalar == "\n" || scalar == "\t": result += " "
      case .control, .lineSeparator, .paragraphSeparator: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
