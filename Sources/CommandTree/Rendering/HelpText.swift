/// A command's help for the terminal.
package struct HelpText {
  private let located: LocatedCommand
  private let layout: TextLayout
  private let style: OutputStyle

  /// - Parameters:
  ///   - width: columns of the terminal; 80 where it has none. Less than 40 counts as 40.
  package init(_ located: LocatedCommand, width: Int?, style: OutputStyle) {
    self.located = located
    self.layout = TextLayout(width: max(40, width ?? 80))
    self.style = style
  }

  private var command: CommandDescription { located.command }

  /// The help, with a final line feed.
  package var text: String {
    let sections = [
      summary, usage, discussion, arguments, subcommands, flagSection, globalNote, examples, statuses,
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private var summary: [String] { layout.wrapped(command.summary + ".", indent: 0) }

  private var usage: [String] {
    command.usageLines(at: located.path).enumerated().map { index, line in
      (index == 0 ? style.paint("Usage:", .heading) : "      ") + " " + line
    }
  }

  private var discussion: [String] {
    Array(command.discussion.map { layout.wrapped($0, indent: 0) }.joined(separator: [""]))
  }

  private var arguments: [String] { section("Arguments", command.arguments.map { ($0.name, $0.sentence) }) }

  private var subcommands: [String] { section("Commands", command.subcommands.map { ($0.name, $0.summary + ".") }) }

  private var flagSection: [String] {
    section("Flags", command.offeredFlags.map { ($0.usageWithShort, $0.sentence) })
  }

  private var globalNote: [String] {
    guard !located.path.isEmpty else { return [] }
    let note = "Before the command: --profile <name>, --dev, --no-color. See `openclaw help`."
    return layout.wrapped(note, indent: 0)
  }

  private var examples: [String] {
    heading("Examples", unless: command.examples.isEmpty)
      + command.examples.flatMap { ["  " + style.paint($0.line, .command)] + layout.wrapped($0.effect, indent: 6) }
  }

  private var statuses: [String] {
    guard command.action != nil || located.path.isEmpty else { return [] }
    return section("Exit statuses", command.allExitStatuses.map { (String($0.rawValue), $0.meaning + ".") })
  }

  private func section(_ title: String, _ rows: [(term: String, text: String)]) -> [String] {
    heading(title, unless: rows.isEmpty) + layout.list(rows, style: style)
  }

  private func heading(_ title: String, unless isEmpty: Bool) -> [String] {
    isEmpty ? [] : [style.paint(title + ":", .heading)]
  }
}
