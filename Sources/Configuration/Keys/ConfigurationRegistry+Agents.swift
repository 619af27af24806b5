import JSON

extension ConfigurationRegistry {
  private static let modelChoice = ConfigurationKind.anyOf([.text, .object])

  static let agentsKeys: [ConfigurationKey] =
    [
      .init(
        "agents.defaults.workspace", .path, reload: .none, "Where agents work. Unset: the profile's own workspace."),
      .init("agents.defaults.model.primary", .text, reload: .none, "The model, as provider/model or its alias."),
      .init("agents.defaults.model.fallbacks", .texts, default: [], reload: .none, "Models to try after it, in order."),
      .init(
        "agents.defaults.imageModel.primary", .text, reload: .none, "The model for images, if the other takes none."),
      .init(
        "agents.defaults.imageModel.fallbacks", .texts, default: [], reload: .none, "Models to try after that one."),
      .init("agents.defaults.models.*.alias", .text, reload: .none, "A short name for the model."),
      .init(
        "agents.defaults.models.*.params", .object, reload: .none, "Parameters sent with each request to the model."),
      .init(
        "agents.defaults.maxConcurrent", .integer(1...Int64.max), default: 4, reload: .none,
        "How many agents work at once."),
      .init(
        "agents.defaults.subagents.maxConcurrent", .integer(1...Int64.max), default: 8, reload: .none,
        "How many agents that agents start work at once."),
      .init("agents.defaults.subagents.*", .unread, reload: .none, "What agents that agents start have in common."),
      .init(
        "agents.defaults.timeoutSeconds", .integer(1...Int64.max), default: 600, reload: .none,
        "How long an agent may work on one message."),
      .init(
        "agents.defaults.contextTokens", .integer(1...Int64.max), reload: .none,
        "How much an agent remembers. Unset: what the model takes, else 200000."),
      .init("agents.defaults.skipBootstrap", .boolean, default: false, reload: .none, "Leaves a new workspace empty."),
      .init(
        "agents.defaults.heartbeat.every", .duration, default: "30m", reload: .hot,
        "How often an agent wakes by itself; minutes without a unit, `0m` never. With OAuth the default is 1h."),
      .init("agents.defaults.heartbeat.*", .unread, reload: .hot, "What an agent does then."),
      .init(
        "agents.defaults.sandbox.mode", .choice(["off", "non-main", "all"]), default: "off", reload: .none,
        "Which agents work in a sandbox."),
      .init("agents.defaults.sandbox.*", .unread, reload: .none, "What the sandbox is like."),
      .init("agents.defaults.*", .unread, reload: .none, "What agents have in common."),
    ] + agentKeys

  private static let agentKeys: [ConfigurationKey] = [
    .init("agents.list[].id", .text, required: true, reload: .none, "The agent's name: a-z, 0-9, _ and -."),
    .init(
      "agents.list[].default", .boolean, default: false, reload: .none,
      "Whether it answers where none is named. Unset everywhere: the first agent does."),
    .init("agents.list[].name", .text, reload: .none, "The name that people see."),
    .init(
      "agents.list[].workspace", .path, reload: .none, "Where the agent works, instead of agents.defaults.workspace."),
    .init(
      "agents.list[].agentDir", .path, reload: .none, "Its directory. Unset: agents/<id>/agent in the state directory."),
    .init("agents.list[].model", modelChoice, reload: .none, "Its model, or an object with primary and fallbacks."),
    .init("agents.list[].identity", .object, reload: .none, "How it presents itself."),
    .init("agents.list[].groupChat", .object, reload: .none, "How it behaves in groups."),
    .init("agents.list[].heartbeat", .object, reload: .hot, "When it wakes by itself."),
    .init("agents.list[].subagents", .object, reload: .none, "The agents it may start."),
    .init("agents.list[].sandbox", .object, reload: .none, "Its sandbox."),
    .init("agents.list[].tools", .object, reload: .none, "The tools it may use."),
    .init("agents.list[].memorySearch", .unread, reload: .none, "How it searches what it remembers."),
    .init("agents.list[].humanDelay", .unread, reload: .none, "How long it waits before it answers."),
    .init("agents.list[].*", .unread, reload: .none, "More about the agent."),
    .init("agents.*", .unread, reload: .none, "More about the agents."),
  ]

  private static let interfaces = [
    "openai-completions", "openai-responses", "anthropic-messages", "google-generative-ai", "github-copilot",
    "bedrock-converse-stream",
  ]

  static let modelsKeys: [ConfigurationKey] =
    [
      .init(
        "models.mode", .choice(["merge", "replace"]), default: "merge", reload: .none,
        "Whether the providers here join the agent's own models.json or replace it."),
      .init("models.providers.*.baseUrl", .webURL, required: true, reload: .none, "Where the provider answers."),
      .init("models.providers.*.apiKey", .text, secret: true, reload: .none, "The key it wants."),
      .init("models.providers.*.headers.*", .text, secret: true, reload: .none, "A field of every request to it."),
      .init("models.providers.*.authHeader", .boolean, reload: .none, "Whether the key goes into Authorization."),
      .init(
        "models.providers.*.auth", .choice(["api-key", "aws-sdk", "oauth", "token"]), reload: .none,
        "How requests are authenticated."),
      .init("models.providers.*.api", .choice(interfaces), reload: .none, "What it speaks."),
    ] + modelKeys

  private static let model = "models.providers.*.models[]"
  private static let anyCost = ConfigurationKind.number(0...Double.infinity)

  private static let modelKeys: [ConfigurationKey] = [
    .init("\(model).id", .text, required: true, reload: .none, "The model's name in requests."),
    .init("\(model).name", .text, required: true, reload: .none, "The name that people see."),
    .init("\(model).api", .choice(interfaces), reload: .none, "What this model speaks, if not what its provider does."),
    .init("\(model).reasoning", .boolean, default: false, reload: .none, "Whether it reasons before it answers."),
    .init("\(model).input", .texts, default: ["text"], reload: .none, "What it takes: text, image."),
    .init("\(model).cost.input", anyCost, default: 0, reload: .none, "The price of what it reads."),
    .init("\(model).cost.output", anyCost, default: 0, reload: .none, "The price of what it writes."),
    .init("\(model).cost.cacheRead", anyCost, default: 0, reload: .none, "The price of reading its cache."),
    .init("\(model).cost.cacheWrite", anyCost, default: 0, reload: .none, "The price of writing its cache."),
    .init("\(model).contextWindow", .positiveNumber, default: 200_000, reload: .none, "How many tokens it takes."),
    .init(
      "\(model).maxTokens", .positiveNumber, reload: .none,
      "How many tokens it writes. Unset: 8192, or contextWindow when that is less."),
    .init("\(model).headers.*", .text, secret: true, reload: .none, "A field of every request for it."),
    .init("\(model).compat.supportsStore", .boolean, reload: .none, "Whether it knows `store`."),
    .init("\(model).compat.supportsDeveloperRole", .boolean, reload: .none, "Whether it knows the role `developer`."),
    .init("\(model).compat.supportsReasoningEffort", .boolean, reload: .none, "Whether it knows `reasoning_effort`."),
    .init(
      "\(model).compat.maxTokensField", .choice(["max_completion_tokens", "max_tokens"]), reload: .none,
      "What it calls the limit of its answer."),
  ]

  private static let resetModes = ConfigurationKind.choice(["daily", "idle"])

  static let sessionKeys: [ConfigurationKey] =
    [
      .init(
        "session.scope", .choice(["per-sender", "global"]), default: "per-sender", reload: .none,
        "Whether each sender has a conversation of their own."),
      .init(
        "session.dmScope", .choice(["main", "per-peer", "per-channel-peer", "per-account-channel-peer"]),
        default: "main", reload: .none, "Which direct messages belong to one conversation."),
      .init("session.mainKey", .choice(["main"]), default: "main", reload: .none, "The main conversation's name."),
      .init(
        "session.store", .path, reload: .none,
        "Where conversations are listed, with `{agentId}`. Unset: agents/<id>/sessions/sessions.json."),
      .init("session.identityLinks.*", .texts, reload: .none, "The senders that are one person."),
      .init(
        "session.resetTriggers", .texts, default: ["/new", "/reset"], reload: .none,
        "Messages that begin a new conversation."),
    ] + resetKeys("session.reset") + resetKeys("session.resetByType.dm") + resetKeys("session.resetByType.group")
    + resetKeys("session.resetByType.thread") + resetKeys("session.resetByChannel.*") + [
      .init(
        "session.typingMode", .choice(["never", "instant", "thinking", "message"]), reload: .none,
        "When people see that an answer is being written."),
      .init("session.typingIntervalSeconds", .integer(1...Int64.max), reload: .none, "How often that is said again."),
      .init(
        "session.sendPolicy.default", .choice(["allow", "deny"]), default: "allow", reload: .none,
        "Whether answers go out where no rule speaks."),
      .init(
        "session.sendPolicy.rules[].action", .choice(["allow", "deny"]), required: true, reload: .none,
        "What the rule says."),
      .init("session.sendPolicy.rules[].match.channel", .text, reload: .none, "The channel it speaks of."),
      .init(
        "session.sendPolicy.rules[].match.chatType", .choice(["direct", "group", "channel"]), reload: .none,
        "The kind of chat it speaks of."),
      .init("session.sendPolicy.rules[].match.keyPrefix", .text, reload: .none, "How the conversation's key begins."),
      .init(
        "session.agentToAgent.maxPingPongTurns", .integer(0...5), default: 5, reload: .none,
        "How often two agents answer each other."),
    ]

  private static func resetKeys(_ section: String) -> [ConfigurationKey] {
    [
      .init("\(section).mode", resetModes, reload: .none, "When a new conversation begins. Unset everywhere: daily."),
      .init("\(section).atHour", .integer(0...23), reload: .none, "The hour at which the day ends. Unset: 4."),
      .init("\(section).idleMinutes", .integer(1...Int64.max), reload: .none, "The silence after which one ends."),
    ]
  }
}
