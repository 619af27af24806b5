extension CommandTree {
  /// `openclaw logs`: the log as the running gateway tells it, wherever that is.
  static var logs: CommandDescription {
    var command = CommandDescription(name: "logs", summary: "Print what the gateway logged, asking the gateway itself")
    command.discussion = [
      """
      The gateway is asked for its log file, so this works for one on another machine as well. With --follow it is \
      asked again and again, over one connection; a gateway that restarts is connected to again.
      """,
      """
      When this profile's own gateway does not answer, the lines come from where it writes them, as \
      `openclaw gateway logs` reads them, and standard error says so.
      """,
    ]
    command.flags =
      flags(
        .limit, .maxBytes, .follow, .interval, .lastRun, .plain,
        .json.described("Print one JSON document; with --follow one JSON object for each line."))
      + connectionFlags
    command.examples = [
      .init("openclaw logs --follow", "Watch the default profile's gateway."),
      .init("openclaw --profile rescue logs --limit 50", "Print the last 50 lines of the profile rescue."),
      .init("openclaw logs --last-run --json", "What the present run has said, for a script."),
    ]
    command.exitStatuses = connectionStatuses + [.notPermitted]
    command.action = .logs
    return command
  }
}
