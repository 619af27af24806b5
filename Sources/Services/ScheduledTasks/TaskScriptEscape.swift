/// How a value is written in a batch script, so that `cmd.exe` gives back exactly that value.
package enum TaskScriptEscape: String, Hashable, Sendable, CaseIterable {
  /// The rest of a `rem` line.
  case text
  /// A path, as one word of a command.
  case path
  /// One `NAME=value` of `set`, which takes the rest of the line as it is.
  case assignment

  /// The value, percent signs doubled; the signs of `cmd.exe`'s own language quoted in a path, behind `^` in an
  /// assignment.
  ///
  /// - Throws: `TaskScriptEscapeError` for what `cmd.exe` has no way to be given.
  package func written(_ value: String) throws(TaskScriptEscapeError) -> String {
    if value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { throw .control }
    if !value.utf8.allSatisfy({ $0 < 0x80 }) { throw .notASCII }
    let literal = value.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%%")
    switch self {
    case .text: return literal
    case .path:
      if value.contains("\"") { throw .quote }
      return value.contains { $0 == " " || Self.signs.contains($0) } ? "\"\(literal)\"" : literal
    case .assignment:
      if value.contains("\"") { throw .quote }
      return literal.map { Self.operators.contains($0) ? "^\($0)" : String($0) }.joined()
    }
  }

  /// What ends or joins commands, or is an escape itself.
  private static let operators: Set<Character> = ["&", "|", "<", ">", "^"]
  /// What else ends a word.
  private static let signs = operators.union(["(", ")", ",", ";", "="])
}

/// A value that a batch script cannot hold.
package enum TaskScriptEscapeError: Error, Hashable, Sendable, CustomStringConvertible {
  case control
  /// The bytes mean different letters on each machine: `cmd.exe` reads scripts in the console's code page.
  case notASCII
  case quote

  package var description: String {
    switch self {
    case .control: "it has a control character"
    case .notASCII: "it has letters beyond ASCII, which cmd.exe reads differently on each machine"
    case .quote: "it has a quotation mark"
    }
  }
}

/// The escapes of task script templates, by the names of `TaskScriptEscape`'s cases; a tag without one means `text`.
struct TaskScriptEscapes: TemplateEscapes {
  func escaped(_ value: String, by escape: String?) throws(TemplateEscapeError) -> String {
    guard let kind = escape.map(TaskScriptEscape.init(rawValue:)) ?? .text else { throw .unknownEscape }
    do { return try kind.written(value) } catch { throw .refused(reason: error.description) }
  }
}
