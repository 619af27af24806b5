extension CommandTree {
  /// `openclaw help [COMMAND...]`.
  static var help: CommandDescription {
    var command = CommandDescription(name: "help", summary: "Print help for a command, a topic, or all there is")
    command.discussion = ["`openclaw COMMAND --help` prints the same. The topic exit-status is the table for scripts."]
    command.arguments = [Argument.topic.description]
    command.flags = flags(.man)
    command.examples = [
      .init("openclaw help gateway install", "Explain gateway install."),
      .init("openclaw help --man | man -l -", "Read the manual page."),
    ]
    command.action = .help
    return command
  }

  /// `openclaw version`.
  static var version: CommandDescription {
    var command = CommandDescription(name: "version", summary: "Print the version and nothing else")
    command.examples = [.init("openclaw version", "The same as openclaw --version.")]
    command.action = .version
    return command
  }
}
