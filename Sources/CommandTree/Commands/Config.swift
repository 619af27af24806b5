extension CommandTree {
  /// `openclaw config …`: the profile's configuration file.
  static var config: CommandDescription {
    var noun = CommandDescription(name: "config", summary: "Look at this profile's config, or change it")
    noun.discussion = [
      """
      A key path has its steps between dots; `[x]` is the step x, and a backslash makes the next character plain: \
      agents.list[0].id, models.providers.my\\.proxy.baseUrl. `openclaw help configuration` lists every key.
      """
    ]
    noun.subcommands = [
      configGet, configSet, configUnset, configValidate, configDiff, configSchema, configFile,
    ]
    noun.examples = configGet.examples + configSet.examples
    return noun
  }

  private static var configGet: CommandDescription {
    var command = CommandDescription(name: "get", summary: "Print what holds for a key")
    command.discussion = [
      "Included files, variables and defaults count. A string is printed as it is, an object or list as JSON."
    ]
    command.arguments = [Argument.keyPath.description]
    command.flags = flags(.showSecrets, .json)
    command.examples = [.init("openclaw config get gateway.port", "Print the port.")]
    command.exitStatuses = [.notPermitted, .configurationRefused]
    command.action = .configGet
    return command
  }

  private static var configSet: CommandDescription {
    var command = CommandDescription(name: "set", summary: "Give a key a value")
    command.discussion = [
      """
      The value is JSON5; what is not JSON5 is taken as a string. `-` reads it from standard input, for secrets. A value \
      that begins with a dash stands after `--`.
      """,
      """
      Nothing else in the file changes, comments included; the former content is kept as openclaw.json.bak in the state \
      directory. A value that the gateway would refuse is not written, and neither is a key that an included file holds.
      """,
    ]
    command.arguments = [Argument.keyPath.description, Argument.configurationValue.description]
    command.flags = flags(.jsonValue, .dryRun, .json)
    command.examples = [
      .init("openclaw config set gateway.port 19789", "Change the port."),
      .init("openclaw config set gateway.auth.token - < token.txt", "Set a secret that no process list shows."),
    ]
    command.exitStatuses = [.notPermitted, .configurationRefused]
    command.action = .configSet
    return command
  }

  private static var configUnset: CommandDescription {
    var command = CommandDescription(name: "unset", summary: "Take a key out of the config, so that its default holds")
    command.discussion = ["Of a list, the element goes and those after it move up. An empty section stays."]
    command.arguments = [Argument.keyPath.description]
    command.flags = flags(.dryRun, .json)
    command.examples = [.init("openclaw config unset gateway.bind", "Listen where the default says.")]
    command.exitStatuses = [.notPermitted, .configurationRefused]
    command.action = .configUnset
    return command
  }

  private static var configValidate: CommandDescription {
    var command = CommandDescription(name: "validate", summary: "Say what is wrong in the config, by line and column")
    command.discussion = ["Warnings do not keep the gateway from starting; the status is 78 when something does."]
    command.flags = flags(.json)
    command.examples = [.init("openclaw config validate", "Check the config before a restart.")]
    command.exitStatuses = [.configurationRefused]
    command.action = .configValidate
    return command
  }

  private static var configDiff: CommandDescription {
    var command = CommandDescription(name: "diff", summary: "Say where the config differs from the defaults")
    command.flags = flags(.backup, .json)
    command.examples = [
      .init("openclaw config diff", "List the keys whose values are not the default ones."),
      .init("openclaw config diff --backup bak", "Say what the last change was."),
    ]
    command.exitStatuses = [.notPermitted, .configurationRefused]
    command.action = .configDiff
    return command
  }

  private static var configSchema: CommandDescription {
    var command = CommandDescription(name: "schema", summary: "Print the config's JSON Schema, draft 07")
    command.flags = flags(.json)
    command.examples = [.init("openclaw config schema > openclaw.schema.json", "Give an editor the schema.")]
    command.action = .configSchema
    return command
  }

  private static var configFile: CommandDescription {
    var command = CommandDescription(name: "file", summary: "Print the path of the config")
    command.flags = flags(.json)
    command.examples = [.init("openclaw config file", "Print the path, whether or not there is a file.")]
    command.action = .configFile
    return command
  }
}
