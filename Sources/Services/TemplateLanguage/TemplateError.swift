/// What is wrong with a template, or with a value put into one.
///
/// Lines count from 1.
package enum TemplateError: Error, Hashable, Sendable {
  /// The text is not UTF-8.
  case notText
  /// A tag is opened and not closed on its line.
  case unclosedTag(line: Int)
  /// A tag that this language does not have, such as a partial or a tag without a name.
  case unsupportedTag(String, line: Int)
  /// A section that is opened and never closed.
  case unclosedSection(String, line: Int)
  /// A section end that does not match the section it stands in.
  case unexpectedEnd(String, line: Int)
  /// A name that no value was given for.
  case unknownName(String, line: Int)
  /// An escape that the kind of file does not have.
  case unknownEscape(String, line: Int)
  /// A list or a switch where text is wanted.
  case notAText(String, line: Int)
  /// A value that the file's format cannot hold at this place.
  case refused(name: String, reason: String, line: Int)
}

extension TemplateError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notText: "not UTF-8 text"
    case .unclosedTag(let line): "line \(line): a tag is not closed with }}"
    case .unsupportedTag(let tag, let line): "line \(line): {{\(tag)}} is not a tag of this language"
    case .unclosedSection(let name, let line): "line \(line): section \(name) is not closed with {{/\(name)}}"
    case .unexpectedEnd(let name, let line): "line \(line): {{/\(name)}} closes no open section of that name"
    case .unknownName(let name, let line): "line \(line): nothing is called \(name)"
    case .unknownEscape(let name, let line): "line \(line): there is no escape called \(name)"
    case .notAText(let name, let line): "line \(line): \(name) is not a text"
    case .refused(let name, let reason, let line): "line \(line): \(name): \(reason)"
    }
  }
}
