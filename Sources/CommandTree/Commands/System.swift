extension CommandTree {
  /// `openclaw system …`: what the gateway knows of machines and of its agents' heartbeats.
  static var system: CommandDescription {
    var noun = CommandDescription(name: "system", summary: "Tell the gateway of an event, and ask who is there")
    noun.subcommands = [systemEvent, systemPresence, heartbeat]
    noun.examples = systemEvent.examples + systemPresence.examples
    return noun
  }

  private static var systemEvent: CommandDescription {
    var command = CommandDescription(name: "event", summary: "Note that something happened, for the agents to read")
    command.discussion = ["The note is put before the next prompt of the main agent; the gateway keeps the last 20."]
    command.flags = flags(.text.required) + connectionFlags + flags(.json)
    command.examples = [.init("openclaw system event --text backup-done", "Note that the backup is done.")]
    command.exitStatuses = connectionStatuses + [.unknownOutcome]
    command.action = .systemEvent
    return command
  }

  private static var systemPresence: CommandDescription {
    var command = CommandDescription(name: "presence", summary: "List the gateway and the clients it knows of")
    command.flags = connectionFlags + flags(.json)
    command.examples = [.init("openclaw system presence", "Say who is there.")]
    command.exitStatuses = connectionStatuses
    command.action = .systemPresence
    return command
  }

  private static var heartbeat: CommandDescription {
    var noun = CommandDescription(name: "heartbeat", summary: "Look at the agents' heartbeats, or switch them")
    noun.discussion = ["The switch holds until the gateway stops."]
    noun.subcommands = [
      heartbeatCommand(
        "last", "Print the last heartbeat of an agent", "Say when an agent last reported.", .heartbeatLast),
      heartbeatCommand("enable", "Switch the heartbeats of all agents on", "Switch heartbeats on.", .heartbeatEnable),
      heartbeatCommand(
        "disable", "Switch the heartbeats of all agents off", "Switch heartbeats off.", .heartbeatDisable),
    ]
    noun.examples = noun.subcommands.flatMap(\.examples)
    return noun
  }

  private static func heartbeatCommand(
    _ name: String, _ summary: String, _ effect: String, _ action: CommandAction
  ) -> CommandDescription {
    var command = CommandDescription(name: name, summary: summary)
    command.flags = connectionFlags + flags(.json)
    command.examples = [.init("openclaw system heartbeat \(name)", effect)]
    command.exitStatuses = connectionStatuses + (action == .heartbeatLast ? [] : [.unknownOutcome])
    command.action = action
    return command
  }
}
