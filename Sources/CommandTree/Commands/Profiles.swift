extension CommandTree {
  /// `openclaw profiles …`: all profiles of this user.
  static var profiles: CommandDescription {
    var noun = CommandDescription(name: "profiles", summary: "Look at all profiles of this user")
    noun.subcommands = [profilesList]
    noun.examples = profilesList.examples
    return noun
  }

  private static var profilesList: CommandDescription {
    var command = CommandDescription(name: "list", summary: "List every profile with its ports, service and state")
    command.discussion = ["A profile exists when its config or its service exists. Overlapping ports are pointed out."]
    command.flags = flags(.json)
    command.examples = [.init("openclaw profiles list", "List every profile.")]
    command.action = .profilesList
    return command
  }
}
