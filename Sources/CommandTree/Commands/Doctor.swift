extension CommandTree {
  /// `openclaw doctor`: what is wrong with this profile on this host, and the repairs.
  static var doctor: CommandDescription {
    var command = CommandDescription(name: "doctor", summary: "Find what is wrong with this profile, and mend it")
    command.discussion = [
      """
      It only looks, unless --fix or --yes is given or a question on a terminal is answered with yes. Every repair is \
      shown before it is made, as key paths and files with what they hold before and after; what is changed is kept, and \
      --undo puts it back.
      """,
      """
      After a repair the same checks are made again, and what they find decides the exit status: 0 when nothing is wrong, \
      1 while a finding of severity warn or critical stands, 78 while the config is refused.
      """,
      "Unknown keys and drop-ins stay. A unit that somebody has edited is written again with --force alone.",
    ]
    command.flags = flags(
      .fix, .repair, .yes.unconditional.described("Answer every question with yes; the same as --fix."),
      .force.described("Also make repairs that take away what somebody has put into the unit."), .dryRun, .undo,
      .nonInteractive, .generateGatewayToken, .deep.described("Also look at the system's services."), .only, .skip,
      .list, .manager, .json)
    command.examples = [
      .init("openclaw doctor", "Say what is wrong."),
      .init("openclaw doctor --fix --dry-run", "Print the repairs and make none."),
      .init("openclaw --profile rescue doctor --fix", "Mend the profile rescue."),
      .init("openclaw doctor --undo", "Put back what the last repairs have changed."),
    ]
    command.exitStatuses = [.notPermitted, .configurationRefused]
    command.action = .doctor
    return command
  }

  /// `openclaw security …`: who can get at the gateway and at what it keeps.
  static var security: CommandDescription {
    var noun = CommandDescription(name: "security", summary: "Say who can get at this profile")
    noun.subcommands = [securityAudit]
    noun.examples = securityAudit.examples
    return noun
  }

  private static var securityAudit: CommandDescription {
    var command = CommandDescription(name: "audit", summary: "Find what lets others in: files, addresses, credentials")
    command.discussion = ["It exits with 0 whatever it finds. --fix sets modes and safe values, as doctor --fix does."]
    command.flags = flags(.deep.described("Also ask the running gateway."), .fix, .dryRun, .json)
    command.examples = [
      .init("openclaw security audit", "Say what lets others in."),
      .init("openclaw security audit --json", "The same for a script."),
    ]
    command.exitStatuses = [.notPermitted]
    command.action = .securityAudit
    return command
  }
}
