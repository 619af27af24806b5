/// A command line that was understood: the command, and the values of its flags and arguments.
package struct ParsedInvocation: Sendable {
  /// The names of the command and its nouns, as typed but for a default subcommand, which is spelled out.
  package let path: [String]
  /// What the command does.
  package let action: CommandAction
  /// What the flags before the command say.
  package let globals: GlobalOptions
  /// Values by the flag's long name; a switch has the empty text.
  let values: [String: String]
  /// Words by the argument's name.
  let operands: [String: [String]]

  /// Whether a switch was given.
  package subscript(flag: Flag<Bool>) -> Bool { values[flag.description.long] != nil }

  /// The value of a flag; nil when it was not given.
  package subscript<Value>(flag: Flag<Value>) -> Value? { values[flag.description.long].flatMap(flag.read) }

  /// The value of an argument; nil when the command has no such argument.
  package subscript<Value>(argument: Argument<Value>) -> Value? {
    operands[argument.description.name].flatMap(argument.read)
  }
}
