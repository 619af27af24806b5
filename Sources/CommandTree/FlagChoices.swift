/// How much of each WebSocket message the console shows.
package enum WebSocketLogChoice: String, CaseIterable, Sendable { case auto, full, compact }

/// The service managers that run gateways and that a definition can be rendered for.
package enum ManagerChoice: String, CaseIterable, Sendable {
  /// systemd in the scope of the command; the user's where it has none.
  case systemd
  case supervisor
  case systemdUser = "systemd-user"
  case systemdSystem = "systemd-system"
}

/// The shells that a completion script exists for.
package enum Shell: String, CaseIterable, Sendable { case bash, zsh, fish }
