import Testing

@testable import CommandTree

@Suite("Help") struct HelpTextTests {
  @Test("no line is wider than the terminal", arguments: CommandTree.all, [40, 80, 120])
  func width(_ located: LocatedCommand, columns: Int) {
    let text = HelpText(located, width: columns, style: .plain).text
    let wide = text.split(separator: "\n").map(String.init).filter { $0.count > columns }
    // A word, a flag or a command line is not broken; it may be longer than a narrow terminal.
    let unbroken = located.command.examples.map { "  " + $0.line } + located.command.usageLines(at: located.path)
    let isUnbroken = { (line: String) in
      line.split(separator: " ").count == 1 || unbroken.contains { line.hasSuffix($0) }
        || line.drop { $0 == " " }.hasPrefix("-")
    }
    #expect(wide.filter { !isUnbroken($0) } == [])
  }

  @Test("help names every flag, argument, subcommand and exit status of its command", arguments: CommandTree.all)
  func complete(_ located: LocatedCommand) {
    let text = HelpText(located, width: 200, style: .plain).text
    let words =
      located.command.offeredFlags.map(\.usageWithShort) + located.command.arguments.map(\.name)
      + located.command.subcommands.map(\.summary) + located.command.exitStatuses.map(\.meaning)
      + located.command.examples.map(\.line)
    #expect(words.filter { !text.contains($0) } == [])
  }

  @Test("colours are the only difference between plain and coloured help") func colors() {
    let located = LocatedCommand(path: [], command: CommandTree.openclaw)
    let colored = HelpText(located, width: 80, style: .colored).text
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == HelpText(located, width: 80, style: .plain).text)
    #expect(colored.contains("\u{1B}"))
  }

  @Test("relations and defaults are part of a flag's line") func relations() {
    let sentence = CommandTree.command(at: ["gateway", "install"])?.flag(named: "enable-linger")?.sentence
    #expect(sentence == "Keep the user's services running after logout. Not with --system.")
  }
}

@Suite("Text layout") struct TextLayoutTests {
  let layout = TextLayout(width: 20)

  @Test("words are wrapped at the width and never cut") func wrapping() {
    #expect(layout.wrapped("one two three four five", indent: 2) == ["  one two three four", "  five"])
    #expect(layout.wrapped("a-word-longer-than-the-line b", indent: 0) == ["a-word-longer-than-the-line", "b"])
    #expect(layout.wrapped("", indent: 4) == [])
  }

  @Test("a list has two columns") func list() {
    let rows = layout.list([("a", "one"), ("bcd", "two three four five")], style: .plain)
    #expect(rows == ["  a    one", "  bcd  two three", "       four five"])
  }
}
