/// How clients prove themselves to the gateway: the words of `--auth` and `gateway.auth.mode`.
package enum AuthChoice: String, CaseIterable, Sendable { case token, password }

/// Where the gateway listens: the words of `--bind` and `gateway.bind`.
package enum BindChoice: String, CaseIterable, Sendable { case loopback, lan, tailnet, auto, custom }

/// How Tailscale publishes the gateway: the words of `--tailscale` and `gateway.tailscale.mode`.
package enum TailscaleChoice: String, CaseIterable, Sendable { case off, serve, funnel }

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
