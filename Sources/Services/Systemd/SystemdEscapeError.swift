/// A value that a systemd directive cannot hold.
package struct SystemdEscapeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What about the value cannot be written.
  package enum Problem: Hashable, Sendable {
    case nul, noncharacter, control, quoting, edge, tooLong, relative, name
  }

  /// The directive with its equals sign.
  package let directive: String
  /// The value that cannot be written.
  package let value: String
  /// What about it cannot be written.
  package let problem: Problem

  /// A refusal from its parts.
  package init(directive: String, value: String, problem: Problem) {
    self.directive = directive
    self.value = value
    self.problem = problem
  }

  package var description: String { "\(directive) cannot hold \"\(shown)\": \(reason)" }

  private var reason: String {
    switch problem {
    case .nul: "it has a NUL character"
    case .noncharacter: "it has a code point that is no character"
    case .control: "it has a control character"
    case .quoting: "a program's path may hold neither quotes nor a backslash; a link with a plain name to it helps"
    case .edge: "it starts or ends with a blank or a backslash"
    case .tooLong: "it is longer than the kernel accepts"
    case .relative: "it is not an absolute path"
    case .name: "it does not start with the name of a variable"
    }
  }

  /// The value as one short line.
  private var shown: String {
    let visible = value.unicodeScalars.prefix(80).map {
      $0.properties.isGraphemeBase ? String($0) : $0.escaped(asASCII: true)
    }
    return visible.joined() + (value.unicodeScalars.count > 80 ? "…" : "")
  }
}
