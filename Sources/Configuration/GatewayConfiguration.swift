import Platform
import Profiles

/// The configuration as the gateway and the commands use it: valid values, and the registry's defaults for the rest.
package struct GatewayConfiguration: Hashable, Sendable {
  /// Where the gateway runs.
  package enum Mode: String, Hashable, Sendable, CaseIterable { case local, remote }

  /// Which addresses are listened on.
  package enum Bind: String, Hashable, Sendable, CaseIterable {
    case loopback, lan, tailnet, auto, custom

    /// The addresses that are listened on, in numbers: all of the first, and of the second those the machine has.
    ///
    /// Nil when the machine, or the configuration, has none.
    package func hosts(custom: String?, machineAddresses: [String]) -> (required: [String], optional: [String])? {
      switch self {
      // `auto` preferred loopback and fell back to everything; without the fallback the two are the same.
      case .loopback, .auto: (["127.0.0.1"], ["::1"])
      case .lan: (["0.0.0.0"], [])
      case .tailnet: InterfaceAddresses.tailnet(among: machineAddresses).map { ([$0], []) }
      case .custom: custom.map { ([$0], []) }
      }
    }
  }

  /// Which secret clients must know.
  package enum AuthMode: String, Hashable, Sendable, CaseIterable { case token, password }

  /// How the gateway is published on the tailnet.
  package enum TailscaleMode: String, Hashable, Sendable, CaseIterable { case off, serve, funnel }

  /// `gateway.port`, nil when it is absent; `PortResolution` decides which port holds.
  package var port: Port?
  /// Nil when it is absent: such a gateway does not start without `--allow-unconfigured`.
  package var mode: Mode?
  /// Which addresses are listened on.
  package var bind: Bind
  /// The address for `custom`.
  package var customBindHost: String?
  /// Nil when it is absent; `ServerAuthentication` decides which mode and which secret hold.
  package var authMode: AuthMode?
  /// The token that clients must know in mode `token`.
  package var token: Secret?
  /// The password that clients must know in mode `password`.
  package var password: Secret?
  /// How the gateway is published on the tailnet.
  package var tailscaleMode: TailscaleMode
  /// Whether identities that Tailscale Serve vouches for count; nil when the mode decides.
  package var allowsTailscale: Bool?
  /// Addresses whose forwarding fields are believed.
  package var trustedProxies: [String]
  /// Commands that nodes may run besides the usual ones.
  package var allowedNodeCommands: [String]
  /// Commands that nodes may never run.
  package var deniedNodeCommands: [String]
  /// The page for browsers.
  package var controlUI: ControlUI
  /// The gateway that commands call in mode `remote`.
  package var remote: Remote
  /// What a change of the file does.
  package var reload: ReloadPolicy
  /// The files for canvases.
  package var canvasHost: CanvasHost
  /// Whether gateways are looked for on the tailnet as well: `discovery.wideArea.enabled`.
  package var discoversWideArea: Bool
  /// `agents.defaults.workspace`, nil when it is absent.
  package var workspace: AbsolutePath?
  /// `session.scope`.
  package var sessionScope: String
  /// `session.store`, nil when it is absent.
  package var sessionStore: AbsolutePath?
  /// What is logged.
  package var logging: LoggingConfiguration
  /// Whether messages, tools and SIGUSR1 may restart the gateway.
  package var allowsRestart: Bool
  /// The version that last wrote the file.
  package var lastTouchedVersion: String?

  /// The page for browsers.
  package struct ControlUI: Hashable, Sendable {
    /// Whether the page is served.
    package var isEnabled: Bool
    /// Empty, or with a leading and without a trailing slash.
    package var basePath: String
    /// More origins that browsers may come from.
    package var allowedOrigins: [String]
  }

  /// The gateway that commands call in mode `remote`.
  package struct Remote: Hashable, Sendable {
    /// A `ws://` or `wss://` URL.
    package var url: String?
    /// The token that commands send.
    package var token: Secret?
    /// The password that commands send.
    package var password: Secret?
    /// Where an SSH tunnel to it leads, as `user@host`.
    package var sshTarget: String?
    /// The key file for the SSH tunnel.
    package var sshIdentity: AbsolutePath?
  }

  /// What a change of the file does to the running gateway.
  package struct ReloadPolicy: Hashable, Sendable {
    /// Which changes are applied, and which restart the gateway.
    package enum Mode: String, Hashable, Sendable, CaseIterable { case hybrid, hot, restart, off }

    /// Which changes are applied, and which restart the gateway.
    package var mode: Mode
    /// How long the file must rest before it is read again.
    package var debounce: Duration

    /// Whether a running gateway does by itself what a change takes.
    package func does(_ reload: ConfigurationKey.Reload) -> Bool {
      switch (mode, reload) {
      case (_, .none), (.hybrid, _), (.restart, _), (.hot, .hot): true
      case (.off, _), (.hot, .restart): false
      }
    }
  }

  /// The files served under `/__openclaw__/canvas/`.
  package struct CanvasHost: Hashable, Sendable {
    /// False in the file or by `OPENCLAW_SKIP_CANVAS_HOST=1`.
    package var isEnabled: Bool
    /// `OPENCLAW_CANVAS_HOST_PORT` or `canvasHost.port`; nil means the base port + 4.
    package var port: Port?
    /// The directory that is served; nil means `canvas` in the workspace.
    package var root: AbsolutePath?
    /// Whether pages reload when a file changes.
    package var reloadsPages: Bool
  }

  /// Where a gateway on this machine is reached from this machine: loopback, unless it listens on one other address.
  package var localHost: String { bind == .custom ? customBindHost ?? "127.0.0.1" : "127.0.0.1" }

  /// The workspace in force.
  package func workspace(of profile: Profile) -> AbsolutePath { workspace ?? profile.defaultWorkspace }

  /// The directory the canvas host serves.
  package func canvasRoot(of profile: Profile) -> AbsolutePath {
    canvasHost.root ?? workspace(of: profile).appending("canvas")
  }

  /// The log file in force.
  package func logFile(of profile: Profile) -> AbsolutePath { logging.file ?? profile.logFile }
}
