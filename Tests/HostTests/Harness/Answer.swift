import TestSupport

/// What one of our commands said with `--json`: its exit status and its document.
@dynamicMemberLookup
struct Answer: Sendable, CustomStringConvertible {
  let status: Int32
  let document: JSONDocument
  let errors: String

  /// - Throws: when standard output is anything but one JSON document.
  init(_ result: CommandResult) throws {
    status = result.status
    errors = result.errors
    do { document = try JSONDocument(result.output) } catch { throw NotOneDocument(result: result) }
  }

  subscript(dynamicMember key: String) -> JSONDocument { document[key] }

  /// The codes of the warnings.
  var warningCodes: [String] { document.warnings.items.compactMap(\.code.text) }

  var description: String { "exit \(status) \(document) \(errors)" }
}

/// A command that owed a JSON document and printed something else.
struct NotOneDocument: Error, CustomStringConvertible {
  let result: CommandResult

  var description: String { "not one JSON document: \(result)" }
}
