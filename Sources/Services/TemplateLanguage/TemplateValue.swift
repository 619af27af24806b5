/// The names a template may use and what they stand for.
package typealias TemplateContext = [String: TemplateValue]

/// What a name in a template stands for.
package enum TemplateValue: Hashable, Sendable {
  case text(String)
  case flag(Bool)
  case list([TemplateContext])

  /// Whether `{{#name}}` shows its section: a true flag, a text that is not empty, a list that is not empty.
  var isShown: Bool {
    switch self {
    case .text(let text): !text.isEmpty
    case .flag(let flag): flag
    case .list(let items): !items.isEmpty
    }
  }
}

/// How a kind of file writes values down, by the name that tags use: `{{name | escape}}`.
package protocol TemplateEscapes {
  /// Writes a value, `escape` being nil where the tag names none.
  ///
  /// - Throws: `TemplateEscapeError` for an unknown name and for a value that the format cannot hold.
  func escaped(_ value: String, by escape: String?) throws(TemplateEscapeError) -> String
}

/// Why a value was not written.
package enum TemplateEscapeError: Error, Hashable, Sendable {
  case unknownEscape
  case refused(reason: String)
}
