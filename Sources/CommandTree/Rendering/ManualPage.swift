/// `openclaw(1)`: the manual page, in the `man` macros of `groff_man(7)`.
package enum ManualPage {
  /// The page's source.
  package static var roff: String { sections.joined(separator: "\n") + "\n" }

  private static var sections: [String] {
    let root = CommandTree.openclaw
    let head = [
      #".\" Rendered by `openclaw help --man`; `make generate` writes it."#,
      #".TH OPENCLAW 1 "" "openclaw" "User Commands""#,
      ".\\\" No hyphenation, left-justified: flags and keys stay whole.", ".nh", ".ad l",
      ".SH NAME", "openclaw \\- " + escaped(root.summary.lowercasedFirst),
      ".SH SYNOPSIS", ".B openclaw", escaped("[global flags] COMMAND [flags]"),
      ".SH DESCRIPTION",
    ]
    return head + Array(root.discussion.map { [prose($0)] }.joined(separator: [".PP"]))
      + [".SH GLOBAL FLAGS"] + root.flags.flatMap(entry)
      + [".SH COMMANDS"] + CommandTree.all.dropFirst().flatMap(commandSection)
      + [".SH EXIT STATUS"] + ExitStatus.allCases.flatMap { item(bold(String($0.rawValue)), $0.meaning + ".") }
      + [".SH ENVIRONMENT"] + EnvironmentNote.all.flatMap { item(bold($0.name), $0.meaning) }
      + [".SH FILES"] + FileNote.all.flatMap { item(italic($0.name), $0.meaning) }
      + [".SH EXAMPLES"] + root.examples.flatMap { item(bold($0.line), $0.effect) }
      + [".SH SEE ALSO", ".BR systemctl (1),", ".BR loginctl (1),", ".BR journalctl (1)"]
  }

  private static func commandSection(_ located: LocatedCommand) -> [String] {
    let command = located.command
    let usage = command.usageLines(at: located.path).joined(separator: "\n.br\n")
    var lines = [
      ".SS " + escaped(located.path.joined(separator: " ")), bold(usage), ".PP", prose(command.summary + "."),
    ]
    lines += command.discussion.flatMap { [".PP", prose($0)] }
    lines += command.arguments.flatMap { item(italic($0.name), $0.sentence) }
    lines += command.flags.flatMap(entry)
    if !command.exitStatuses.isEmpty {
      let statuses = command.exitStatuses.map { String($0.rawValue) }.joined(separator: ", ")
      lines += [".PP", prose("Exit statuses beside 0, 1 and 2: \(statuses).")]
    }
    return lines
  }

  private static func entry(_ flag: FlagDescription) -> [String] {
    let names = (flag.short.map { "-\($0)" } + [flag.spelling]).map(bold).joined(separator: ", ")
    return item(names + (flag.kind.map { " " + italic($0.placeholder) } ?? ""), flag.sentence)
  }

  private static func item(_ tag: String, _ text: String) -> [String] { [".TP", tag, prose(text)] }

  private static func bold(_ text: String) -> String {
    text.split(separator: "\n").map { $0.hasPrefix(".") ? String($0) : "\\fB\(escaped(String($0)))\\fR" }
      .joined(separator: "\n")
  }

  private static func italic(_ text: String) -> String { "\\fI\(escaped(text))\\fR" }

  /// Running text: what stands between backquotes is printed bold.
  private static func prose(_ text: String) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    return parts.enumerated().map { $0.offset.isMultiple(of: 2) ? escaped($0.element) : bold($0.element) }.joined()
  }

  /// Text without anything roff would read as a request or an escape.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "~": result += "\\(ti"
      case "^": result += "\\(ha"
      case "`": result += "\\(ga"
      default: result.append(character)
      }
    }
    return result.hasPrefix(".") ? "\\&" + result : result
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
