/// A command of the tree together with the words that lead to it.
package struct LocatedCommand: Sendable, CustomStringConvertible {
  /// Subcommand names from the program down; empty for the program itself.
  package let path: [String]
  /// The command itself.
  package let command: CommandDescription

  /// A command at the end of a path.
  package init(path: [String], command: CommandDescription) {
    self.path = path
    self.command = command
  }

  /// The command line up to the command: `openclaw gateway install`.
  package var description: String { (["openclaw"] + path).joined(separator: " ") }
}

extension CommandTree {
  /// Every command, each noun before its subcommands, in the order of help.
  package static let all = located(openclaw, at: [])

  /// Every flag there is, once by its long name.
  static let distinctFlags: [FlagDescription] = {
    var seen: Set<String> = []
    return all.flatMap(\.command.flags).filter { seen.insert($0.long).inserted }
  }()

  private static func located(_ command: CommandDescription, at path: [String]) -> [LocatedCommand] {
    [LocatedCommand(path: path, command: command)]
      + command.subcommands.flatMap { located($0, at: path + [$0.name]) }
  }
}
