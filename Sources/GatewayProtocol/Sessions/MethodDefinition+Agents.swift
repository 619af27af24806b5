extension MethodDefinition {
  /// Asks for the agents.
  package static let agentsList = MethodDefinition(
    name: "agents.list", scope: .read, parameters: .named("AgentsListParams", .object([])),
    result: .named(
      "AgentsListResult",
      .object(
        [
          .required("defaultId", .nonEmptyString), .required("mainKey", .nonEmptyString),
          .required("scope", .choice(["per-sender", "global"])), .required("agents", .array(of: agent)),
        ], isOpen: true)),
    isReadOnly: true, summary: "The agents that are configured, or that have left files where none is.")

  /// Asks for the conversations.
  package static let sessionsList = MethodDefinition(
    name: "sessions.list", scope: .read, parameters: SessionQuery.shape,
    result: .named(
      "SessionsListResult",
      .object(
        [
          .required("ts", .integer(minimum: 0)), .required("path", .nonEmptyString),
          .required("count", .integer(minimum: 0)), .required("defaults", sessionDefaults),
          .required("sessions", .array(of: SessionQuery.row)),
        ], isOpen: true)),
    isReadOnly: true, summary: "The conversations that are kept, those changed last first.")

  /// Asks for the end of the log.
  package static let logsTail = MethodDefinition(
    name: "logs.tail", scope: .read,
    parameters: .named(
      "LogsTailParams",
      .object([
        .optional("cursor", .integer(minimum: 0)), .optional("limit", .integer(minimum: 1, maximum: 5000)),
        .optional("maxBytes", .integer(minimum: 1, maximum: 1_000_000)),
      ])),
    result: .named(
      "LogsTailResult",
      .object(
        [
          .required("file", .nonEmptyString), .required("cursor", .integer(minimum: 0)),
          .required("size", .integer(minimum: 0)), .required("lines", .array(of: .string())),
          .required("truncated", .boolean), .required("reset", .boolean),
        ], isOpen: true)),
    isReadOnly: true, summary: "The last lines of the gateway's log file, or those since a cursor of an earlier answer."
  )

  private static let agent = Shape.named(
    "AgentSummary",
    .object(
      [
        .required("id", .nonEmptyString), .optional("name", .string()),
        .optional(
          "identity",
          .named(
            "AgentIdentity",
            .object(
              ["name", "theme", "emoji", "avatar", "avatarUrl"].map { .optional($0, .string()) }, isOpen: true))),
      ], isOpen: true))

  private static let sessionDefaults = Shape.named(
    "SessionsListDefaults",
    .object(
      [
        .required("modelProvider", .nullable(.string())), .required("model", .nullable(.string())),
        .required("contextTokens", .nullable(.integer())),
      ], isOpen: true))
}
