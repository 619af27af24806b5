/// How much of each WebSocket message the console shows.
package enum WebSocketLogChoice: String, CaseIterable, Sendable { case auto, full, compact }

/// The service managers that run gateways and that a definition can be rendered for.
package enum ManagerChoice: String, CaseIterable, Sendable {
  /// systemd in the scope of the command; the user's where it has none.
  case systemd
  case systemdUser = "systemd-user"
  case systemdSystem = "systemd-system"
  /// The embedded supervisor, which reads the unit that a user's systemd would read.
  case supervisor
  case launchd
  case schtasks
}

/// The backups of a configuration: the words of `--backup`, the newest first.
package enum BackupChoice: String, CaseIterable, Sendable {
  case newest = "bak"
  case second = "bak.1"
  case third = "bak.2"
  case fourth = "bak.3"
  case oldest = "bak.4"
}

/// The shells that a completion script exists for.
package enum Shell: String, CaseIterable, Sendable { case bash, zsh, fish }

/// The languages that the protocol's models are rendered in.
package enum LanguageChoice: String, CaseIterable, Sendable { case swift, typescript }
