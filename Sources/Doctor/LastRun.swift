/// The last lines of a run that ended or does not answer.
package struct LastRun: Hashable, Sendable {
  /// Where the lines were read.
  package enum Source: String, Hashable, Sendable { case journal, output, file }

  /// One line and who said it.
  package struct Line: Hashable, Sendable {
    /// The line.
    package let text: String
    /// Whether the service manager said it of the service.
    package let isManagers: Bool
    /// Whether its level is error or worse.
    package let isError: Bool

    /// A line of the service unless something else is said.
    package init(_ text: String, isManagers: Bool = false, isError: Bool = false) {
      self.text = text
      self.isManagers = isManagers
      self.isError = isError
    }
  }

  /// The lines, the oldest first.
  package let entries: [Line]
  /// Where they were read.
  package let source: Source

  /// Lines and where they were read.
  package init(entries: [Line], source: Source) {
    self.entries = entries
    self.source = source
  }

  /// The service's last line, whatever it says; nil when it said nothing.
  package var lastWord: String? { entries.last { !$0.isManagers }?.text }

  /// The texts of the lines.
  package var lines: [String] { entries.map(\.text) }

  /// The line that says why; nil when none does.
  ///
  /// What the service said comes first: a full disk and a port that is taken before anything else, then its last line of
  /// level error, then its last line that speaks of an error. Of its manager's lines only one that names a cause counts.
  package var error: String? {
    let own = entries.filter { !$0.isManagers }
    let managers = entries.filter(\.isManagers)
    return Self.last(of: own, naming: ["no space left", "address already in use"])
      ?? own.last(where: \.isError)?.text
      ?? Self.failure(in: own)
      ?? Self.last(
        of: own,
        naming: [
          "refusing to bind", "gateway auth mode", "start blocked", "failed to bind", "another gateway", "fatal",
          "error", "is refused",
        ])
      ?? Self.last(of: managers, naming: ["failed at step", "out of memory", "oom", "main process exited"])
  }

  /// The first line of a failure of `openclaw` itself, whose other parts follow on indented lines.
  private static func failure(in lines: [Line]) -> String? {
    let label = "[openclaw] "
    let first = zip(lines, lines.dropFirst()).reversed().first { $0.text.hasPrefix(label) && $1.text.hasPrefix("  ") }?
      .0.text
    return first.map { String($0.dropFirst(label.count)) }
  }

  private static func last(of lines: [Line], naming marks: [String]) -> String? {
    for mark in marks {
      if let line = lines.last(where: { $0.text.lowercased().contains(mark) }) { return line.text }
    }
    return nil
  }
}
