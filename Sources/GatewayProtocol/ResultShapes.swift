/// What the methods answer with, where no type of its own reads it.
///
/// All are open: a later gateway may say more.
enum ResultShapes {
  /// Of a method that only says that it was done.
  static let acknowledgement = Shape.named("Acknowledgement", .object([.required("ok", .boolean)], isOpen: true))

  /// Of `set-heartbeats`.
  static let heartbeats = Shape.named(
    "SetHeartbeatsResult", .object([.required("ok", .boolean), .required("enabled", .boolean)], isOpen: true))

  /// Of `health`, and the payload of its event.
  static let health = Shape.named(
    "HealthSummary",
    .object(
      [
        .required("ok", .boolean), .required("ts", .integer(minimum: 0)), .required("durationMs", .integer(minimum: 0)),
        .required("channels", .map(of: .any)), .required("channelOrder", .array(of: .nonEmptyString)),
        .required("channelLabels", .map(of: .string())), .required("heartbeatSeconds", .integer(minimum: 0)),
        .required("defaultAgentId", .nonEmptyString), .required("agents", .array(of: agentHealth)),
        .required("sessions", sessions), .optional("config", configurationHealth),
      ], isOpen: true))

  /// Of `status`.
  static let status = Shape.named(
    "StatusSummary",
    .object(
      [
        .required("heartbeat", heartbeat), .required("channelSummary", .array(of: .string())),
        .required("queuedSystemEvents", .array(of: .string())), .required("sessions", sessionSummary),
        .optional("config", configurationStatus),
      ], isOpen: true))

  private static let configurationHealth = Shape.named(
    "ConfigHealth",
    .object(
      [
        .required("valid", .boolean), .optional("issues", .array(of: configurationProblem)),
        .optional("needsRestart", .array(of: .nonEmptyString)), .optional("watchError", .string()),
      ], isOpen: true))

  private static let configurationStatus = Shape.named(
    "ConfigStatus",
    .object(
      [
        .required("path", .nonEmptyString), .required("hash", .nonEmptyString),
        .required("reloadMode", .nonEmptyString),
        .required("valid", .boolean), .required("issues", .array(of: configurationProblem)),
        .required("legacyIssues", .array(of: configurationProblem)),
        .required("needsRestart", .array(of: .nonEmptyString)), .required("watched", .boolean),
        .required("watchError", .nullable(.string())),
      ], isOpen: true))

  /// Something wrong with the configuration, and where.
  static let configurationProblem = Shape.named(
    "ConfigProblem",
    .object(
      [
        .required("path", .string()), .required("message", .string()), .optional("file", .nonEmptyString),
        .optional("line", .integer(minimum: 1)), .optional("column", .integer(minimum: 1)),
        .optional("remedy", .string()),
      ], isOpen: true))

  private static let agentHealth = Shape.named(
    "AgentHealth",
    .object(
      [
        .required("agentId", .nonEmptyString), .optional("name", .string()), .required("isDefault", .boolean),
        .required("heartbeat", agentHeartbeat), .required("sessions", sessions),
      ], isOpen: true))

  private static let agentHeartbeat = Shape.named(
    "AgentHeartbeat",
    .object(
      [
        .optional("agentId", .nonEmptyString), .required("enabled", .boolean), .required("every", .string()),
        .required("everyMs", .nullable(.integer(minimum: 0))),
      ], isOpen: true))

  private static let heartbeat = Shape.named(
    "HeartbeatStatus",
    .object(
      [
        .required("defaultAgentId", .nonEmptyString), .required("enabled", .boolean),
        .required("agents", .array(of: agentHeartbeat)),
      ], isOpen: true))

  private static let sessions = Shape.named(
    "SessionStore",
    .object(
      [
        .optional("agentId", .nonEmptyString), .required("path", .nonEmptyString),
        .required("count", .integer(minimum: 0)), .required("recent", .array(of: .looseObject)),
      ], isOpen: true))

  private static let sessionSummary = Shape.named(
    "SessionSummary",
    .object(
      [
        .required("paths", .array(of: .nonEmptyString)), .required("count", .integer(minimum: 0)),
        .required("defaults", .looseObject), .required("recent", .array(of: .looseObject)),
        .required("byAgent", .array(of: sessions)),
      ], isOpen: true))
}
