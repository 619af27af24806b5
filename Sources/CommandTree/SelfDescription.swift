/// The commands that only describe the program: their whole output is a rendering of the tree.
package enum SelfDescription {
  /// What `help` and `completion` print; nil for every other command.
  ///
  /// - Parameters:
  ///   - width: columns of the terminal, nil where there is none.
  package static func text(for invocation: ParsedInvocation, width: Int?, style: OutputStyle) -> String? {
    switch invocation.action {
    case .completion: invocation[.shell].map(CompletionScript.text)
    case .help: invocation[.man] ? ManualPage.roff : help(on: invocation[.topic] ?? [], width: width, style: style)
    default: nil
    }
  }

  private static func help(on words: [String], width: Int?, style: OutputStyle) -> String? {
    if words.count == 1, let topic = HelpTopic(rawValue: words[0]) { return topic.page }
    guard let command = CommandTree.command(at: words) else { return nil }
    return HelpText(LocatedCommand(path: words, command: command), width: width, style: style).text
  }
}
