/// The whole command line of `openclaw`, declared once.
///
/// Parser, help, manual page and shell completions are renderings of this value. Each noun has a file beside this one.
package enum CommandTree {
  /// The program itself, whose subcommands are the nouns.
  package static let openclaw: CommandDescription = {
    var root = CommandDescription(name: "openclaw", summary: "Run and manage gateways, one per profile")
    root.discussion = [
      """
      Each profile has its own state directory, config, ports and service. Without --profile the default profile is \
      meant; OPENCLAW_PROFILE in the environment works like the flag.
      """,
      "--profile and --dev count only before the command; after it they belong to the command.",
    ]
    root.flags = flags(.profile, .dev, .noColor, .version, .help)
    root.examples = [
      .init("openclaw --profile rescue gateway install", "Install and start the gateway of the profile rescue."),
      .init("openclaw gateway status --deep --json", "Say what is there, for a script."),
      .init(
        "openclaw --dev gateway --dev", "Set the profile dev up if it is new, and run its gateway in this terminal."),
    ]
    root.exitStatuses = ExitStatus.allCases
    root.subcommands = [
      gateway, daemon, supervisor, status, health, logs, nodes, system, doctor, security, setup, config, profiles,
      protocolNoun, completion, help, version,
    ]
    return root
  }()

  /// The command at the end of a path of subcommand names; nil where a word names none.
  package static func command(at path: some Sequence<String>) -> CommandDescription? {
    path.reduce(openclaw as CommandDescription?) { $0?.subcommand(named: $1) }
  }
}
