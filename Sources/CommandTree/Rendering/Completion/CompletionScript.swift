import Configuration

/// The script that teaches a shell to complete `openclaw`.
///
/// The scripts know the whole tree and never run the program; profile names come from the state directories.
package enum CompletionScript {
  /// The script, with a final line feed.
  package static func text(for shell: Shell) -> String {
    switch shell {
    case .bash: BashCompletion.script
    case .zsh: ZshCompletion.script
    case .fish: FishCompletion.script
    }
  }

  /// Flags that are followed by a value, as they are typed.
  static var valueFlags: [FlagDescription] { CommandTree.distinctFlags.filter { $0.kind != nil } }

  /// The words an argument may be; empty when only the user can know.
  static func words(for argument: ArgumentDescription) -> [(word: String, summary: String)] {
    if case .choice(let words) = argument.kind { return words.map { ($0, argument.summary) } }
    if argument.kind == .keyPath { return ConfigurationRegistry.completions }
    guard argument.name == Argument.topic.description.name else { return [] }
    return CommandTree.openclaw.subcommands.map { ($0.name, $0.summary) }
      + HelpTopic.allCases.map { ($0.rawValue, $0.summary) }
  }

  /// What a shell prints where it wants one line and no quote: text in single quotes.
  static func quoted(_ text: String, escapingQuoteAs escape: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: escape) + "'"
  }
}

extension LocatedCommand {
  /// The flags a shell offers here, help included.
  ///
  /// The program itself declares its own help.
  var completedFlags: [FlagDescription] {
    path.isEmpty ? command.flags : command.offeredFlags + [Flag.help.description]
  }
}
