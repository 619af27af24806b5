import Platform

/// Whether text for people carries colours, and what each kind of text looks like.
package struct OutputStyle: Hashable, Sendable {
  /// What a piece of text is, for its colour: ECMA-48 SGR parameters.
  package enum Role: String, CaseIterable, Sendable {
    case heading = "1"
    case faint = "2"
    case problem = "1;31"
    case good = "32"
    case warning = "33"
    case command = "36"
  }

  /// Text as it is.
  package static let plain = OutputStyle(usesColor: false)
  /// Text with colours.
  package static let colored = OutputStyle(usesColor: true)

  /// Whether text carries colours.
  package let usesColor: Bool

  private init(usesColor: Bool) { self.usesColor = usesColor }

  /// Decides for one stream.
  ///
  /// `--no-color` wins, then `FORCE_COLOR` (`0` forbids, anything else asks), then a `NO_COLOR` that is not empty
  /// (no-color.org), then `TERM=dumb`, then whether the stream is a terminal.
  package init(isTerminal: Bool, environment: Environment, noColorFlag: Bool = false) {
    if noColorFlag {
      usesColor = false
    } else if let forced = environment["FORCE_COLOR"] {
      usesColor = forced != "0"
    } else {
      let isForbidden = !(environment.values["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
      usesColor = isTerminal && !isForbidden
    }
  }

  /// The text in the colour of its role, or as it is.
  package func paint(_ text: String, _ role: Role) -> String {
    usesColor ? "\(role.start)\(text)\(Self.end)" : text
  }

  /// Every control sequence that painted text can hold.
  package static let sequences = [end] + Role.allCases.map(\.start)

  private static let end = "\u{1B}[0m"
}

extension OutputStyle.Role {
  fileprivate var start: String { "\u{1B}[\(rawValue)m" }
}
