extension ConfigurationRegistry {
  /// The paths of the keys that this version acts on.
  ///
  /// The others are checked and kept for the agents, channels and tools that are to come.
  static let readPaths: Set<String> = [
    "gateway.port", "gateway.mode", "gateway.bind", "gateway.customBindHost", "gateway.auth.mode",
    "gateway.auth.token", "gateway.auth.password", "gateway.trustedProxies",
    "gateway.controlUi.allowedOrigins", "gateway.tailscale.mode", "gateway.remote.url", "gateway.remote.token",
    "gateway.remote.password", "gateway.nodes.allowCommands", "gateway.nodes.denyCommands", "gateway.tls.enabled",
    "gateway.reload.mode", "gateway.reload.debounceMs", "canvasHost.port", "logging.level", "logging.file",
    "logging.consoleLevel", "logging.consoleStyle", "agents.defaults.workspace", "agents.list[].id",
    "agents.list[].default", "agents.list[].name", "agents.list[].identity", "agents.defaults.model.primary",
    "agents.defaults.contextTokens", "session.scope", "session.store", "commands.restart", "env.vars.*", "env.*",
    "meta.lastTouchedVersion", "meta.lastTouchedAt",
    "gateway.auth.allowTailscale", "canvasHost.enabled", "canvasHost.root", "canvasHost.liveReload",
  ]
}

extension ConfigurationKey {
  /// Whether this version acts on the key, rather than only checking and keeping it.
  var isRead: Bool { ConfigurationRegistry.readPaths.contains(path) }
}
