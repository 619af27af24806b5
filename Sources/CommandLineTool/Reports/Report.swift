import CommandTree
import JSON

/// The outcome of a command: one value with two renderings.
package protocol Report {
  /// The document, without `ok` and `schemaVersion`, which are put in front of it.
  var json: JSONObject { get }
  /// The lines for people.
  func text(_ style: ReportStyle) -> ReportText
  var exitStatus: ExitStatus { get }
}

extension Report {
  package var exitStatus: ExitStatus { .success }
}

/// How a report's text may look.
package struct ReportStyle: Sendable {
  package let output: OutputStyle
  package let error: OutputStyle
}

/// Lines for people, each for one stream, in the order they are printed.
package struct ReportText: Hashable, Sendable {
  /// One line and where it goes.
  package struct Line: Hashable, Sendable {
    package let stream: Console.Stream
    package let text: String
  }

  package private(set) var lines: [Line] = []

  package init() {}

  /// Adds a fact, for standard output.
  package mutating func fact(_ text: String) { lines.append(Line(stream: .output, text: text)) }

  /// Adds a problem, for standard error.
  package mutating func problem(_ text: String) { lines.append(Line(stream: .error, text: text)) }

  /// Ends a group with an empty line, unless there is nothing to end.
  package mutating func endGroup() {
    if let last = lines.last, !last.text.isEmpty { fact("") }
  }
}

extension JSONObject {
  /// The document as scripts get it: `ok`, `schemaVersion`, then the members of `content`.
  package static func document(ok: Bool, _ content: JSONObject) -> JSONObject {
    var document: JSONObject = ["ok": .bool(ok), "schemaVersion": 1]
    for entry in content.entries { document[entry.key] = entry.value }
    return document
  }

  /// Adds a member when there is a value; absent ones are left out of documents.
  package mutating func add(_ key: String, _ value: String?) { if let value { self[key] = .string(value) } }

  /// Adds a truth when there is one.
  package mutating func add(_ key: String, _ value: Bool?) { if let value { self[key] = .bool(value) } }

  /// Adds a whole number when there is one.
  package mutating func add(_ key: String, _ value: (some BinaryInteger)?) {
    if let value { self[key] = .integer(Int64(value)) }
  }
}
