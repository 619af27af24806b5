extension CommandTree {
  /// `openclaw supervisor …`: the service manager for machines without one.
  static var supervisor: CommandDescription {
    var noun = CommandDescription(name: "supervisor", summary: "Run gateways where no systemd runs")
    noun.discussion = [
      "Where no systemd runs, `gateway install` and `gateway start` start the supervisor in the background by themselves."
    ]
    noun.subcommands = [supervisorRun]
    noun.examples = supervisorRun.examples
    return noun
  }

  private static var supervisorRun: CommandDescription {
    var command = CommandDescription(name: "run", summary: "Supervise this user's gateways in the foreground")
    command.discussion = [
      """
      It reads the same unit files as systemd, starts those that are enabled, restarts them as they say, and ends them \
      in order on SIGTERM or SIGINT. Other signals go to the gateways. It is fit to be a container's first process.
      """,
      "One runs for each user. Killed, it leaves the gateways serving; the next one takes them over.",
      """
      Gateways write to logs/service.log in their state directories; with --single the gateway writes where the \
      supervisor does, and nothing is restarted.
      """,
    ]
    command.flags = flags(.single, .whileNeeded)
    command.examples = [
      .init("openclaw supervisor run", "Supervise every installed gateway of this user."),
      .init("openclaw --profile rescue supervisor run --single", "Be a container's first process for one gateway."),
    ]
    command.exitStatuses = [.notPermitted, .configurationRefused]
    command.action = .supervisorRun
    return command
  }
}
