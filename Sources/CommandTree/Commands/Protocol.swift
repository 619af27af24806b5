extension CommandTree {
  /// `openclaw protocol …`: the control plane's definitions.
  static var protocolNoun: CommandDescription {
    var noun = CommandDescription(
      name: "protocol", summary: "Print the gateway protocol's definitions, or check JSON by them")
    noun.discussion = ["These commands need no gateway: the definitions are part of this program."]
    noun.subcommands = [protocolSchema, protocolModels, protocolValidate, protocolReference]
    noun.examples = protocolSchema.examples
    return noun
  }

  private static var protocolSchema: CommandDescription {
    var command = CommandDescription(name: "schema", summary: "Print every definition as JSON Schema, draft-07")
    command.examples = [.init("openclaw protocol schema > protocol.schema.json", "Write the schema to a file.")]
    command.action = .protocolSchema
    return command
  }

  private static var protocolModels: CommandDescription {
    var command = CommandDescription(
      name: "models", summary: "Print a type for every definition, for a client's source")
    command.flags = flags(.language)
    command.examples = [
      .init("openclaw protocol models --language typescript > gateway.ts", "Write the types of a TypeScript client.")
    ]
    command.action = .protocolModels
    return command
  }

  private static var protocolValidate: CommandDescription {
    var command = CommandDescription(name: "validate", summary: "Check a JSON file against a definition")
    command.discussion = ["Exit status 1 means that the file does not fit; every violation is told with its place."]
    command.arguments = [Argument.file.description]
    command.flags = flags(.definition, .schema, .json)
    command.examples = [
      .init("openclaw protocol validate frame.json", "Check a frame."),
      .init("openclaw protocol validate --definition ConnectParams params.json", "Check the parameters of connect."),
      .init("openclaw protocol validate --schema schema.json document.json", "Check by a schema of your own."),
    ]
    command.action = .protocolValidate
    return command
  }

  private static var protocolReference: CommandDescription {
    var command = CommandDescription(name: "reference", summary: "Print the protocol's reference page, in Markdown")
    command.examples = [.init("openclaw protocol reference | less", "Read the reference.")]
    command.action = .protocolReference
    return command
  }
}
