import JSON

/// The parameters of `sessions.list`: which conversations, and how much of each.
package struct SessionQuery: Hashable, ShapedValue {
  /// How many at most; nil for all.
  package var limit: Int?
  /// Only those changed in so many minutes.
  package var activeMinutes: Int64?
  /// Whether the conversation `global` counts.
  package var includesGlobal = true
  /// Whether the conversation `unknown` counts.
  package var includesUnknown = true
  /// Whether each has a title made from what was said in it.
  package var includesDerivedTitles = false
  /// Whether each has the beginning of what was said last.
  package var includesLastMessage = false
  package var label: String?
  package var spawnedBy: String?
  package var agentID: String?
  /// A text that its names or its key must hold.
  package var search: String?

  package static let shape = Shape.named(
    "SessionsListParams",
    .object([
      .optional("limit", .integer(minimum: 1)), .optional("activeMinutes", .integer(minimum: 1)),
      .optional("includeGlobal", .boolean), .optional("includeUnknown", .boolean),
      .optional("includeDerivedTitles", .boolean), .optional("includeLastMessage", .boolean),
      .optional("label", .nonEmptyString), .optional("spawnedBy", .nonEmptyString),
      .optional("agentId", .nonEmptyString), .optional("search", .string()),
    ]))

  package init?(fitting value: JSONValue) {
    limit = (value["limit"]?.integerValue).map(Int.init(clamping:))
    activeMinutes = value["activeMinutes"]?.integerValue
    includesGlobal = value["includeGlobal"]?.boolValue ?? true
    includesUnknown = value["includeUnknown"]?.boolValue ?? true
    includesDerivedTitles = value["includeDerivedTitles"]?.boolValue ?? false
    includesLastMessage = value["includeLastMessage"]?.boolValue ?? false
    label = value["label"]?.stringValue?.trimmed
    spawnedBy = value["spawnedBy"]?.stringValue?.trimmed
    agentID = value["agentId"]?.stringValue?.trimmed
    search = value["search"]?.stringValue?.trimmed
  }

  package var json: JSONValue {
    .object(
      JSONObject(present: [
        ("limit", limit.map { .integer(Int64($0)) }), ("activeMinutes", activeMinutes.map(JSONValue.integer)),
        ("includeGlobal", .bool(includesGlobal)), ("includeUnknown", .bool(includesUnknown)),
        ("includeDerivedTitles", .bool(includesDerivedTitles)), ("includeLastMessage", .bool(includesLastMessage)),
        ("label", label.map(JSONValue.string)), ("spawnedBy", spawnedBy.map(JSONValue.string)),
        ("agentId", agentID.map(JSONValue.string)), ("search", search.map(JSONValue.string)),
      ]))
  }

  /// The fields of a store's entry that are told as they are.
  package static let copiedFields: [String] = [
    "label", "displayName", "channel", "subject", "groupChannel", "space", "chatType", "origin", "sessionId",
    "systemSent", "abortedLastRun", "thinkingLevel", "verboseLevel", "reasoningLevel", "elevatedLevel", "sendPolicy",
    "inputTokens", "outputTokens", "totalTokens", "responseUsage", "modelProvider", "model", "contextTokens",
    "deliveryContext", "lastChannel", "lastTo", "lastAccountId",
  ]

  static let row = Shape.named(
    "SessionRow",
    .object(
      [
        .required("key", .nonEmptyString), .required("kind", .choice(["direct", "group", "global", "unknown"])),
        .required("updatedAt", .nullable(.integer())), .optional("derivedTitle", .string()),
        .optional("lastMessagePreview", .string()),
      ] + copiedFields.map { .optional($0, .any) }, isOpen: true))
}
