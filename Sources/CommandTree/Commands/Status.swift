extension CommandTree {
  /// `openclaw status`: the overview for people.
  static var status: CommandDescription {
    var command = CommandDescription(name: "status", summary: "Show an overview of this profile")
    command.flags = flags(
      .deep.described("Also ask the gateway for its health, and fail when it does not answer."), .timeout, .json)
    command.examples = [.init("openclaw --profile rescue status", "Show the profile rescue.")]
    command.exitStatuses = connectionStatuses
    command.action = .status
    return command
  }

  /// `openclaw health`: the running gateway's own word.
  static var health: CommandDescription {
    var command = CommandDescription(name: "health", summary: "Ask this profile's gateway for its health")
    command.discussion = ["It never starts a gateway; it fails at once when none answers."]
    command.flags = flags(.timeout, .verbose.described("Have the gateway look again, not answer from memory."), .json)
    command.examples = [.init("openclaw health --json", "Print the answer of the method health.")]
    command.exitStatuses = connectionStatuses
    command.action = .health
    return command
  }
}
