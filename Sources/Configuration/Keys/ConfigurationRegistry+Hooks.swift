import JSON

extension ConfigurationRegistry {
  static let hooksKeys: [ConfigurationKey] =
    [
      .init("hooks.enabled", .boolean, default: false, reload: .hot, "Takes hooks over HTTP."),
      .init(
        "hooks.token", .text, secret: true, reload: .hot, "What callers prove themselves with; needed when enabled."),
      .init("hooks.path", .text, default: "/hooks", reload: .hot, "Where hooks are taken; not the root."),
      .init(
        "hooks.maxBodyBytes", .integer(1...Int64.max), default: 262_144, reload: .hot, "The longest body, in bytes."),
      .init("hooks.presets", .texts, reload: .hot, "Mappings that come with the program: gmail."),
      .init("hooks.transformsDir", .path, reload: .hot, "Where the modules of mappings are."),
    ] + mappingKeys + mailKeys + internalHookKeys

  private static let mapping = "hooks.mappings[]"

  private static let mappingKeys: [ConfigurationKey] = [
    .init("\(mapping).id", .text, reload: .hot, "The mapping's name."),
    .init("\(mapping).match.path", .text, reload: .hot, "The path below hooks.path that it is for."),
    .init("\(mapping).match.source", .text, reload: .hot, "The sender that it is for."),
    .init(
      "\(mapping).action", .choice(["wake", "agent"]), reload: .hot, "Whether it wakes the main agent or runs one."),
    .init("\(mapping).wakeMode", .choice(["now", "next-heartbeat"]), reload: .hot, "When it does."),
    .init("\(mapping).name", .text, reload: .hot, "What the message is said to come from."),
    .init("\(mapping).sessionKey", .text, reload: .hot, "The conversation that it joins."),
    .init("\(mapping).messageTemplate", .text, reload: .hot, "The message to the agent, with `{{…}}` from the body."),
    .init("\(mapping).textTemplate", .text, reload: .hot, "The text of a wake."),
    .init("\(mapping).deliver", .boolean, reload: .hot, "Whether the answer is sent."),
    .init("\(mapping).allowUnsafeExternalContent", .boolean, reload: .hot, "Trusts what the body says."),
    .init("\(mapping).channel", .text, reload: .hot, "The channel of the answer."),
    .init("\(mapping).to", .text, reload: .hot, "Whom the answer is for."),
    .init("\(mapping).model", .text, reload: .hot, "The model that answers."),
    .init("\(mapping).thinking", .text, reload: .hot, "How long it thinks."),
    .init("\(mapping).timeoutSeconds", .integer(1...Int64.max), reload: .hot, "How long it may take."),
    .init("\(mapping).transform.module", .text, required: true, reload: .hot, "The module that makes the message."),
    .init("\(mapping).transform.export", .text, reload: .hot, "Its function."),
  ]

  private static let mailKeys: [ConfigurationKey] = [
    .init("hooks.gmail.account", .text, reload: .hot, "The address whose mail is watched."),
    .init("hooks.gmail.label", .text, reload: .hot, "The label that is watched."),
    .init("hooks.gmail.topic", .text, reload: .hot, "The topic that Gmail publishes to."),
    .init("hooks.gmail.subscription", .text, reload: .hot, "The subscription of that topic."),
    .init("hooks.gmail.pushToken", .text, secret: true, reload: .hot, "What pushes prove themselves with."),
    .init("hooks.gmail.hookUrl", .text, reload: .hot, "Where mail is handed on."),
    .init("hooks.gmail.includeBody", .boolean, reload: .hot, "Whether the mail's text goes along."),
    .init("hooks.gmail.maxBytes", .integer(1...Int64.max), reload: .hot, "How much of it, in bytes."),
    .init("hooks.gmail.renewEveryMinutes", .integer(1...Int64.max), reload: .hot, "How often the watch is renewed."),
    .init("hooks.gmail.serve.bind", .text, reload: .hot, "The address on which pushes are taken."),
    .init("hooks.gmail.serve.port", .integer(1...65535), reload: .hot, "The port on which they are."),
    .init("hooks.gmail.serve.path", .text, reload: .hot, "The path on which they are."),
    .init(
      "hooks.gmail.tailscale.mode", .choice(["off", "serve", "funnel"]), reload: .hot, "How Tailscale publishes that."),
    .init("hooks.gmail.tailscale.path", .text, reload: .hot, "The path it has there."),
    .init("hooks.gmail.tailscale.target", .text, reload: .hot, "What is published."),
    .init("hooks.gmail.model", .text, reload: .hot, "The model that reads mail."),
    .init("hooks.gmail.thinking", .text, reload: .hot, "How long it thinks."),
  ]

  private static let internalHookKeys: [ConfigurationKey] = [
    .init("hooks.internal.enabled", .boolean, reload: .hot, "Runs hooks of the gateway's own events."),
    .init("hooks.internal.handlers[]", .unread, reload: .hot, "A handler."),
    .init("hooks.internal.entries.*", .unread, reload: .hot, "A hook's settings."),
    .init("hooks.internal.load.extraDirs", .texts, reload: .hot, "More directories with hooks."),
    .init("hooks.internal.installs.*", .unread, reload: .hot, "A hook that was installed."),
  ]
}
