/// An outcome other than success, told in four parts: what, where, why, and the commands that mend it.
package struct CommandFailure: Error, Hashable, Sendable {
  /// What is wrong, one sentence without a final stop.
  package var what: String
  /// The file with line and column, the flag, the key or the unit.
  package var location: String?
  /// Why it is so.
  package var reason: String?
  /// Commands or sentences that mend it, the best first.
  package var hints: [String]
  /// A stable word for scripts, in kebab case.
  package var code: String
  /// The change of a plan that failed.
  package var step: String?
  /// What the program exits with.
  package var exitStatus: ExitStatus

  /// A failure from its parts; status 1 unless it has one of its own.
  package init(
    _ what: String, location: String? = nil, reason: String? = nil, hints: [String] = [], code: String,
    step: String? = nil, exitStatus: ExitStatus = .failure
  ) {
    self.what = what
    self.location = location
    self.reason = reason
    self.hints = hints
    self.code = code
    self.step = step
    self.exitStatus = exitStatus
  }

  /// The failure in one line, as logs and the JSON envelope carry it: `what (where): why`.
  package var sentence: String {
    what + (location.map { " (\($0))" } ?? "") + (reason.map { ": \($0)" } ?? "")
  }

  /// The failure as standard error shows it, one part a line, with a final line feed.
  package func text(_ style: OutputStyle) -> String {
    var lines = [style.paint("[openclaw]", .problem) + " " + what]
    lines += location.map { [Self.part("Where:", $0, style)] } ?? []
    lines += reason.map { [Self.part("Why:", $0, style)] } ?? []
    for (index, hint) in hints.enumerated() { lines.append(Self.part(index == 0 ? "Try:" : "", hint, style)) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func part(_ label: String, _ text: String, _ style: OutputStyle) -> String {
    let padded = label + String(repeating: " ", count: max(0, 7 - label.count))
    return "  " + style.paint(padded, .faint) + text
  }

  /// The same failure with the profile named in every command it suggests.
  package func suggesting(profile: String?) -> CommandFailure {
    var copy = self
    copy.hints = hints.map { CommandSuggestion.text($0, profile: profile) }
    return copy
  }
}
