extension MethodDefinition {
  /// Asks for the configuration.
  package static let configGet = MethodDefinition(
    name: "config.get", scope: .admin, parameters: .named("ConfigGetParams", .object([])),
    result: .named(
      "ConfigSnapshot",
      .object(
        [
          .required("path", .nonEmptyString), .required("exists", .boolean), .required("raw", .nullable(.string())),
          .required("parsed", .any), .required("valid", .boolean), .required("config", .any),
          .optional("hash", .nonEmptyString), .required("issues", .array(of: ResultShapes.configurationProblem)),
          .required("warnings", .array(of: ResultShapes.configurationProblem)),
          .required("legacyIssues", .array(of: ResultShapes.configurationProblem)),
        ], isOpen: true)),
    isReadOnly: true, summary: "The configuration as it is written and as it holds, secrets as `***`, and its hash.")

  /// Asks for the schema of the configuration.
  package static let configSchema = MethodDefinition(
    name: "config.schema", scope: .admin, parameters: .named("ConfigSchemaParams", .object([])),
    result: .named(
      "ConfigSchemaResponse",
      .object(
        [
          .required("schema", .looseObject), .required("uiHints", .map(of: hint)),
          .required("version", .nonEmptyString), .required("generatedAt", .nonEmptyString),
        ], isOpen: true)),
    isReadOnly: true, summary: "The JSON Schema of the configuration, and what an editor shows beside each key.")

  /// Writes another text.
  package static let configSet = MethodDefinition(
    name: "config.set", scope: .admin,
    parameters: .named("ConfigSetParams", .object(ConfigurationChangeRequest.textFields)),
    result: .named("ConfigSetResult", .object(written, isOpen: true)), isReadOnly: false,
    summary: "Gives the file another text, in which `***` keeps a secret. What changes takes effect as for any edit.")

  /// The methods about the configuration.
  static let configurationMethods = [configGet, configSet, configPatch, configApply, configSchema]

  /// Merges into the file.
  package static let configPatch = MethodDefinition(
    name: "config.patch", scope: .admin,
    parameters: .named("ConfigPatchParams", .object(ConfigurationChangeRequest.fields)), result: applied,
    isReadOnly: false,
    summary: "Merges an object into the file as RFC 7396 has it, keeps the rest as it is written, and applies it.")

  /// Writes another text and applies it.
  package static let configApply = MethodDefinition(
    name: "config.apply", scope: .admin, parameters: ConfigurationChangeRequest.shape, result: applied,
    isReadOnly: false,
    summary:
      "Gives the file another text, in which `***` keeps a secret, and applies it, by a restart where it takes one.")

  private static let applied = Shape.named(
    "ConfigApplyResult",
    .object(
      written + [.required("restart", scheduledRestart), .required("sentinel", sentinel)], isOpen: true))

  private static let scheduledRestart = Shape.named(
    "ScheduledRestart",
    .object(
      [
        .required("ok", .boolean), .required("pid", .integer(minimum: 1)), .required("signal", .choice(["SIGUSR1"])),
        .required("delayMs", .integer(minimum: 0)), .optional("reason", .string()),
        .required("mode", .choice(["emit", "signal"])),
      ], isOpen: true))

  private static let sentinel = Shape.named(
    "LeftSentinel",
    .object([.required("path", .nullable(.string())), .required("payload", RestartSentinel.shape)], isOpen: true))

  private static let hint = Shape.named(
    "ConfigHint",
    .object(
      [
        .optional("label", .string()), .optional("help", .string()), .optional("group", .string()),
        .optional("order", .integer()), .optional("advanced", .boolean), .optional("sensitive", .boolean),
        .optional("placeholder", .string()), .optional("itemTemplate", .any),
      ], isOpen: true))

  private static let written: [Shape.Field] = [
    .required("ok", .boolean), .required("path", .nonEmptyString), .required("config", .any),
  ]
}
