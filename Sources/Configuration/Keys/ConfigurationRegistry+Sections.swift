import JSON

extension ConfigurationRegistry {
  static let browserKeys: [ConfigurationKey] = [
    .init("browser.enabled", .boolean, default: true, reload: .hot, "Offers a browser to agents."),
    .init("browser.evaluateEnabled", .boolean, default: true, reload: .hot, "Lets agents run scripts in pages."),
    .init("browser.cdpUrl", .webURL, reload: .hot, "A browser that runs already."),
    .init(
      "browser.remoteCdpTimeoutMs", .integer(0...Int64.max), default: 1500, reload: .hot, "Wait for a remote browser."),
    .init("browser.remoteCdpHandshakeTimeoutMs", .integer(0...Int64.max), reload: .hot, "Wait for its WebSocket."),
    .init("browser.color", .color, default: "#FF4500", reload: .hot, "The color of the managed browser."),
    .init("browser.executablePath", .path, reload: .hot, "The browser's program."),
    .init("browser.headless", .boolean, default: false, reload: .hot, "Runs it without a window."),
    .init("browser.noSandbox", .boolean, default: false, reload: .hot, "Runs it without its sandbox."),
    .init("browser.attachOnly", .boolean, default: false, reload: .hot, "Never starts a browser."),
    .init("browser.defaultProfile", .text, reload: .hot, "The browser profile used when none is named."),
    .init("browser.snapshotDefaults.mode", .choice(["efficient"]), reload: .hot, "How pages are described."),
    .init("browser.profiles.*.cdpPort", .integer(1...65535), reload: .hot, "The profile's CDP port."),
    .init("browser.profiles.*.cdpUrl", .webURL, reload: .hot, "The profile's browser, elsewhere."),
    .init(
      "browser.profiles.*.driver", .choice(["openclaw", "clawd", "extension"]), reload: .hot,
      "What drives the profile's browser."),
    .init("browser.profiles.*.color", .color, reload: .hot, "The profile's color."),
  ]

  static let loggingKeys: [ConfigurationKey] = [
    .init(
      "logging.level", .choice(of: LogLevel.self), default: "info", reload: .hot,
      "The least severe entry in the log file."),
    .init("logging.file", .path, reload: .hot, "The log file. Unset: logs/gateway.log in the state directory."),
    .init(
      "logging.consoleLevel", .choice(of: LogLevel.self), default: "info", reload: .hot, "The same for standard output."
    ),
    .init(
      "logging.consoleStyle", .choice(of: LoggingConfiguration.ConsoleStyle.self), reload: .hot,
      "How standard output looks. Unset: `pretty` on a terminal, else `compact`."),
    .init("logging.redactSensitive", .choice(["off", "tools"]), default: "tools", reload: .hot, "What is masked."),
    .init("logging.redactPatterns", .texts, reload: .hot, "What to mask instead of the usual patterns."),
  ]

  private static let booleanOrAuto = ConfigurationKind.anyOf([.boolean, .choice(["auto"])])

  static let commandsKeys: [ConfigurationKey] = [
    .init("commands.native", booleanOrAuto, default: "auto", "Registers commands with the channels."),
    .init("commands.nativeSkills", booleanOrAuto, default: "auto", "The same for skills."),
    .init("commands.text", .boolean, default: true, "Reads commands in messages."),
    .init("commands.bash", .boolean, default: false, "Lets messages run shell commands."),
    .init("commands.bashForegroundMs", .integer(0...30000), default: 2000, "How long such a command is waited for."),
    .init("commands.config", .boolean, default: false, "Lets messages change this file."),
    .init("commands.debug", .boolean, default: false, "Lets messages change settings in memory."),
    .init(
      "commands.restart", .boolean, default: false, reload: .hot,
      "Lets messages, tools and SIGUSR1 restart the gateway."),
    .init("commands.useAccessGroups", .boolean, default: true, "Asks the channels' groups who may command."),
  ]

  static let environmentKeys: [ConfigurationKey] = [
    .init("env.shellEnv.enabled", .boolean, default: false, "Takes missing API keys from a login shell."),
    .init("env.shellEnv.timeoutMs", .integer(0...Int64.max), default: 15000, "How long that shell may take."),
    .init("env.vars.*", .text, secret: true, "A variable for the gateway, unless it is set already."),
    .init("env.*", .text, secret: true, "The same."),
  ]

  static let bookkeepingKeys: [ConfigurationKey] = [
    .init("$schema", .text, reload: .none, "The schema an editor checks this file with."),
    .init("meta.lastTouchedVersion", .text, reload: .none, "The version that last wrote this file."),
    .init("meta.lastTouchedAt", .text, reload: .none, "When it did."),
    .init("wizard.lastRunAt", .text, reload: .none, "When the wizard last ran."),
    .init("wizard.lastRunVersion", .text, reload: .none, "Its version."),
    .init("wizard.lastRunCommit", .text, reload: .none, "The commit it was built from."),
    .init("wizard.lastRunCommand", .text, reload: .none, "The command that ran it."),
    .init("wizard.lastRunMode", .choice(of: GatewayConfiguration.Mode.self), reload: .none, "What it set up."),
  ]

  /// Sections that are kept as they are and read by nothing here yet, by what a change of them takes.
  static let unreadKeys: [ConfigurationKey] =
    sections(["audio", "bindings", "media", "messages", "skills", "talk", "tools", "ui"], reload: .none)
    + sections(["cron"], reload: .hot)
    + sections(["approvals", "auth", "broadcast", "diagnostics", "nodeHost", "plugins", "update"], reload: .restart)

  private static func sections(_ names: [String], reload: ConfigurationKey.Reload) -> [ConfigurationKey] {
    names.map { .init($0, .unread, reload: reload, "Kept as it is; nothing here reads it yet.") }
  }
}
