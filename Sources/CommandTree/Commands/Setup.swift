extension CommandTree {
  /// `openclaw setup`: what a profile needs before its gateway can run.
  static var setup: CommandDescription {
    var command = CommandDescription(name: "setup", summary: "Create this profile's config, state and workspace")
    command.discussion = [
      """
      A missing config gets gateway.mode=local, the port and a new token, and is readable by its owner only. Run again, \
      it changes nothing.
      """
    ]
    command.flags = flags(
      .workspace, .port.defaulting(to: "18789; dev 19001; another profile a stable free one"), .dryRun, .json)
    command.examples = [.init("openclaw --profile rescue setup --port 19789", "Set up the profile rescue.")]
    command.exitStatuses = [.portHeld, .notPermitted, .configurationRefused]
    command.action = .setup
    return command
  }
}
