/// One command of the tree: everything that parser, help, manual and completions know about it.
package struct CommandDescription: Sendable {
  /// A command line worth copying, and what it does.
  package struct Example: Hashable, Sendable {
    /// The command line, the program's name first.
    package let line: String
    /// What it does, in one sentence.
    package let effect: String

    init(_ line: String, _ effect: String) {
      self.line = line
      self.effect = effect
    }
  }

  /// The word that is typed.
  package let name: String
  /// One line, in the imperative, without a final stop.
  package let summary: String
  /// Paragraphs for help and manual.
  package internal(set) var discussion: [String] = []
  /// Its arguments in the order in which they are typed.
  package internal(set) var arguments: [ArgumentDescription] = []
  /// Its own flags in the order of help.
  package internal(set) var flags: [FlagDescription] = []
  /// Command lines worth copying.
  package internal(set) var examples: [Example] = []
  /// The exit statuses of this command, beyond 0, 1 and 2, which every command has.
  package internal(set) var exitStatuses: [ExitStatus] = []
  /// The commands below it; none for a command that takes words.
  package internal(set) var subcommands: [CommandDescription] = []
  /// What it does; nil for a noun that only groups subcommands.
  package internal(set) var action: CommandAction?
  /// The subcommand that runs when the bare noun is typed, as `gateway` means `gateway run`.
  package internal(set) var defaultSubcommand: String?

  /// The flags that may follow its name: its own, and those of the subcommand that the bare noun runs.
  package var offeredFlags: [FlagDescription] {
    flags + (defaultSubcommand.flatMap(subcommand(named:))?.flags ?? [])
  }

  /// The subcommand with this name.
  package func subcommand(named word: String) -> CommandDescription? { subcommands.first { $0.name == word } }

  /// The flag with this long name.
  package func flag(named long: String) -> FlagDescription? { flags.first { $0.long == long } }
}
