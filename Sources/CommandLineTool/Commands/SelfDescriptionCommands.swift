import CommandTree

/// `openclaw help`: help for a command, a topic, or the manual page.
enum HelpCommand {
  static func report(_ invocation: ParsedInvocation, width: Int?, style: OutputStyle) -> TextReport {
    if invocation[.man] { return TextReport(ManualPage.roff) }
    let words = invocation[.topic] ?? []
    if words.count == 1, let topic = HelpTopic(rawValue: words[0]) { return TextReport(topic.page) }
    let located = LocatedCommand(path: words, command: CommandTree.command(at: words) ?? CommandTree.openclaw)
    return TextReport(HelpText(located, width: width, style: style).text)
  }
}

/// `openclaw completion SHELL`.
enum CompletionCommand {
  static func report(_ invocation: ParsedInvocation) -> TextReport {
    TextReport(invocation[.shell].map(CompletionScript.text) ?? "")
  }
}
