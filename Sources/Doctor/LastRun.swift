/// The last lines of a run that ended or does not answer.
package struct LastRun: Hashable, Sendable {
  /// Where the lines were read.
  package enum Source: String, Hashable, Sendable { case journal, file }

  /// The lines, the oldest first.
  package let lines: [String]
  /// Where they were read.
  package let source: Source

  /// The line that says most: the last one that names an error, else the last one.
  package var error: String? {
    let marks = [
      "no space left", "address already in use", "refusing to bind", "gateway auth mode", "start blocked",
      "failed to bind", "another gateway", "error", "fatal", "killed", "config",
    ]
    for mark in marks {
      if let line = lines.last(where: { $0.lowercased().contains(mark) }) { return line }
    }
    return lines.last
  }
}
