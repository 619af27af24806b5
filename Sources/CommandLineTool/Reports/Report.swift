import CommandTree
import JSON

/// The outcome of a command: one value with two renderings.
package protocol Report {
  /// The document, without `ok` and `schemaVersion`, which are put in front of it.
  var json: JSONObject { get }
  /// The lines for people.
  func text(_ style: ReportStyle) -> ReportText
  var exitStatus: ExitStatus { get }
  /// Whether all of it has been printed already, as it came.
  var isPrinted: Bool { get }
}

extension Report {
  /// A report of something done, or already so.
  package var exitStatus: ExitStatus { .success }
  /// A report that is printed once it is there.
  package var isPrinted: Bool { false }
}

/// How a report's text may look.
package struct ReportStyle: Sendable {
  /// The style of facts, which go to standard output.
  package let output: OutputStyle
  /// The style of problems, which go to standard error.
  package let error: OutputStyle
}

/// Lines for people, each for one stream, in the order they are printed.
package struct ReportText: Hashable, Sendable {
  /// One line and where it goes.
  package struct Line: Hashable, Sendable {
    /// Where the line goes.
    package let stream: Console.Stream
    /// The line without its line feed.
    package let text: String
  }

  /// The lines in order.
  package private(set) var lines: [Line] = []

  /// No lines yet.
  package init() {}

  /// Adds a fact, for standard output.
  package mutating func fact(_ text: String) { lines.append(Line(stream: .output, text: text)) }

  /// Adds a problem, for standard error.
  package mutating func problem(_ text: String) { lines.append(Line(stream: .error, text: text)) }

  /// Adds the lines of another text.
  package mutating func add(_ text: ReportText) { lines += text.lines }

  /// Ends a group with an empty line, unless there is nothing to end.
  package mutating func endGroup() {
    if let last = lines.last, !last.text.isEmpty { fact("") }
  }
}
