/// How much of each WebSocket message the console shows.
package enum WebSocketLogChoice: String, CaseIterable, Sendable { case auto, full, compact }

/// The service managers that a definition can be rendered for.
package enum ManagerChoice: String, CaseIterable, Sendable {
  case systemdUser = "systemd-user"
  case systemdSystem = "systemd-system"
}

/// The service managers that run gateways.
package enum ServiceManagerChoice: String, CaseIterable, Sendable { case systemd, supervisor }

/// The shells that a completion script exists for.
package enum Shell: String, CaseIterable, Sendable { case bash, zsh, fish }
