import JSON

extension ConfigurationRegistry {
  private static let groupPolicy = ConfigurationKind.choice(["open", "disabled", "allowlist"])
  private static let dmPolicy = ConfigurationKind.choice(["pairing", "allowlist", "open", "disabled"])

  static let channelsKeys: [ConfigurationKey] =
    [
      .init("channels.defaults.groupPolicy", groupPolicy, reload: .hot, "Which groups are answered, in every channel."),
      .init("channels.defaults.heartbeat.showOk", .boolean, default: false, reload: .hot, "Tells that all is well."),
      .init("channels.defaults.heartbeat.showAlerts", .boolean, default: true, reload: .hot, "Tells what is not."),
      .init("channels.defaults.heartbeat.useIndicator", .boolean, default: true, reload: .hot, "Shows it as a mark."),
    ] + telegramKeys("channels.telegram") + telegramKeys("channels.telegram.accounts.*")
    + whatsAppKeys("channels.whatsapp") + whatsAppKeys("channels.whatsapp.accounts.*") + [
      .init("channels.whatsapp.accounts.*.enabled", .boolean, default: true, reload: .none, "Connects the account."),
      .init("channels.whatsapp.accounts.*.name", .text, reload: .none, "The name that people see."),
      .init(
        "channels.whatsapp.accounts.*.authDir", .path, reload: .none,
        "Its credentials. Unset: credentials/whatsapp/<id> in the state directory."),
      .init("channels.*", .unread, reload: .hot, "Another channel. It is kept as it is; nothing here reads it yet."),
    ]

  private static func telegramKeys(_ section: String) -> [ConfigurationKey] {
    [
      .init("\(section).enabled", .boolean, default: true, reload: .hot, "Connects, once the section exists."),
      .init(
        "\(section).botToken", .text, secret: true, reload: .hot,
        "The bot's token. Unset: TELEGRAM_BOT_TOKEN, for the default account."),
      .init("\(section).tokenFile", .path, reload: .hot, "The file with the token. It comes before botToken."),
      .init("\(section).dmPolicy", dmPolicy, default: "pairing", reload: .hot, "Whose direct messages are answered."),
      .init("\(section).groupPolicy", groupPolicy, default: "allowlist", reload: .hot, "Which groups are answered."),
      .init("\(section).allowFrom", .identifiers, reload: .hot, "Who may write; `*` is everybody."),
      .init("\(section).groupAllowFrom", .identifiers, reload: .hot, "Who may write in groups."),
      .init("\(section).customCommands[].command", .text, required: true, reload: .hot, "A command in the bot's menu."),
      .init(
        "\(section).customCommands[].description", .text, required: true, reload: .hot, "What the menu says of it."),
      .init("\(section).historyLimit", .integer(0...Int64.max), reload: .hot, "Messages of a group that are read."),
      .init("\(section).dmHistoryLimit", .integer(0...Int64.max), reload: .hot, "Direct messages that are read."),
      .init(
        "\(section).textChunkLimit", .integer(1...Int64.max), default: 4000, reload: .hot, "The longest message sent."),
      .init(
        "\(section).chunkMode", .choice(["length", "newline"]), default: "length", reload: .hot,
        "Where a longer one is cut."),
      .init(
        "\(section).streamMode", .choice(["off", "partial", "block"]), default: "partial", reload: .hot,
        "How an answer appears while it is written."),
      .init("\(section).mediaMaxMb", .positiveNumber, reload: .hot, "The largest file taken, in megabytes."),
      .init("\(section).timeoutSeconds", .positiveNumber, reload: .hot, "How long a request to Telegram may take."),
      .init("\(section).retry.attempts", .integer(1...Int64.max), default: 3, reload: .hot, "How often one is tried."),
      .init(
        "\(section).retry.minDelayMs", .integer(0...Int64.max), default: 400, reload: .hot, "The first wait after it."),
      .init(
        "\(section).retry.maxDelayMs", .integer(0...Int64.max), default: 30_000, reload: .hot, "The longest wait."),
      .init("\(section).retry.jitter", .number(0...1), default: 0.1, reload: .hot, "How much waits vary."),
      .init("\(section).proxy", .text, reload: .hot, "The proxy for requests to Telegram."),
      .init("\(section).webhookUrl", .text, reload: .hot, "Where Telegram sends messages, instead of being asked."),
      .init("\(section).webhookSecret", .text, secret: true, reload: .hot, "What Telegram proves itself with there."),
      .init("\(section).webhookPath", .text, reload: .hot, "The path of that URL here."),
      .init("\(section).configWrites", .boolean, default: true, reload: .hot, "Lets the channel change this file."),
      .init("\(section).linkPreview", .boolean, default: true, reload: .hot, "Shows what links lead to."),
      .init("\(section).*", .unread, reload: .hot, "More about the channel."),
    ] + groupKeys("\(section).groups.*", reload: .hot)
  }

  private static func groupKeys(_ section: String, reload: ConfigurationKey.Reload) -> [ConfigurationKey] {
    [
      .init("\(section).requireMention", .boolean, reload: reload, "Answers only when it is mentioned."),
      .init("\(section).enabled", .boolean, reload: reload, "Whether the group is answered."),
      .init("\(section).allowFrom", .identifiers, reload: reload, "Who may write in the group."),
      .init("\(section).skills", .texts, reload: reload, "The skills used in the group."),
      .init("\(section).systemPrompt", .text, reload: reload, "What agents are told of the group."),
      .init("\(section).tools", .object, reload: reload, "The tools used in the group."),
      .init("\(section).topics.*", .object, reload: reload, "The same for one topic of the group."),
    ]
  }

  private static func whatsAppKeys(_ section: String) -> [ConfigurationKey] {
    [
      .init("\(section).dmPolicy", dmPolicy, default: "pairing", reload: .none, "Whose direct messages are answered."),
      .init("\(section).groupPolicy", groupPolicy, default: "allowlist", reload: .none, "Which groups are answered."),
      .init("\(section).allowFrom", .identifiers, reload: .none, "Who may write, as +4912345; `*` is everybody."),
      .init("\(section).groupAllowFrom", .identifiers, reload: .none, "Who may write in groups."),
      .init("\(section).sendReadReceipts", .boolean, default: true, reload: .none, "Marks messages as read."),
      .init("\(section).selfChatMode", .boolean, default: false, reload: .none, "Answers messages to oneself."),
      .init("\(section).messagePrefix", .text, reload: .none, "What stands before each message."),
      .init(
        "\(section).mediaMaxMb", .integer(1...Int64.max), default: 50, reload: .none,
        "The largest file taken, in megabytes."),
      .init(
        "\(section).debounceMs", .integer(0...Int64.max), default: 0, reload: .none,
        "How long more messages are waited for, in milliseconds."),
      .init("\(section).ackReaction.emoji", .text, reload: .none, "The reaction to a message that was read."),
      .init("\(section).ackReaction.direct", .boolean, default: true, reload: .none, "Reacts to direct messages."),
      .init(
        "\(section).ackReaction.group", .choice(["always", "mentions", "never"]), default: "mentions", reload: .none,
        "When it reacts in groups."),
      .init("\(section).groups.*.requireMention", .boolean, reload: .none, "Answers only when it is mentioned."),
      .init("\(section).groups.*.tools", .object, reload: .none, "The tools used in the group."),
      .init("\(section).*", .unread, reload: .none, "More about the channel."),
    ]
  }

  static let webKeys: [ConfigurationKey] = [
    .init("web.enabled", .boolean, default: true, reload: .hot, "Connects to WhatsApp."),
    .init(
      "web.heartbeatSeconds", .integer(1...Int64.max), default: 60, reload: .hot, "How often the connection is checked."
    ),
    .init(
      "web.reconnect.initialMs", .integer(0...Int64.max), default: 2000, reload: .hot,
      "The first wait before it connects again, in milliseconds."),
    .init("web.reconnect.maxMs", .integer(0...Int64.max), default: 30_000, reload: .hot, "The longest wait."),
    .init("web.reconnect.factor", .positiveNumber, default: 1.8, reload: .hot, "How much longer each wait is."),
    .init("web.reconnect.jitter", .number(0...1), default: 0.25, reload: .hot, "How much waits vary."),
    .init(
      "web.reconnect.maxAttempts", .integer(0...Int64.max), default: 12, reload: .hot,
      "How often it tries; 0 is without end."),
  ]
}
