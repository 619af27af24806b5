import Platform
import Profiles

/// Everything a service definition says about one gateway, before any service manager's syntax.
///
/// It is a function of profile and scope alone: no secret, nothing of the caller's environment.
package struct ServiceDefinition: Hashable, Sendable {
  /// The profile with its places; its home is the running account's, and the working directory.
  package var profile: Profile
  /// Whose manager runs the service.
  package var scope: ServiceScope
  /// The `openclaw` that is started, by a path that survives updates.
  package var executable: AbsolutePath
  /// The gateway's base port, which the command pins.
  package var port: Port
  /// The account the gateway runs as.
  ///
  /// System scope only: a user's manager has no choice.
  package var account: String?
  /// The version of openclaw that writes the definition.
  package var version: String
  /// Whether the sandbox is added.
  package var isHardened: Bool
  /// What the gateway may write inside the sandbox, such as its state directory and workspace.
  ///
  /// What does not exist is passed over.
  package var writablePaths: [AbsolutePath]
  /// Where systemd listens in the gateway's stead, `127.0.0.1:18789` each; none where the gateway binds them itself.
  package var listenAddresses: [String]

  /// A definition from its parts; without the sandbox unless said otherwise.
  package init(
    profile: Profile, scope: ServiceScope, executable: AbsolutePath, port: Port, account: String? = nil,
    version: String, isHardened: Bool = false, writablePaths: [AbsolutePath] = [], listenAddresses: [String] = []
  ) {
    self.profile = profile
    self.scope = scope
    self.executable = executable
    self.port = port
    self.account = account
    self.version = version
    self.isHardened = isHardened
    self.writablePaths = writablePaths
    self.listenAddresses = listenAddresses
  }

  /// The words the service starts: `<executable> gateway --port <port>`.
  package var arguments: [String] { [executable.string, "gateway", "--port", "\(port)"] }

  /// `OpenClaw Gateway`, with profile and version in a parenthesis.
  package var description: String { ServiceIdentity.description(profile.name, version: version) }

  /// The variables the gateway is started with, in the order they are written.
  package var environment: [ServiceVariable] {
    var variables = [ServiceVariable("HOME", profile.home.string), ServiceVariable("PATH", searchPath)]
    if case .named(let name) = profile.name { variables.append(ServiceVariable("OPENCLAW_PROFILE", name)) }
    return variables + [
      ServiceVariable("OPENCLAW_STATE_DIR", profile.stateDirectory.string),
      ServiceVariable("OPENCLAW_CONFIG_PATH", profile.configPath.string),
      ServiceVariable("OPENCLAW_GATEWAY_PORT", "\(port)"),
      ServiceVariable("OPENCLAW_SYSTEMD_UNIT", profile.unitName),
      ServiceVariable(ServiceMarker.marker, ServiceMarker.ours),
      ServiceVariable(ServiceMarker.kind, ServiceMarker.gateway),
      ServiceVariable(ServiceMarker.version, version),
      ServiceVariable("OPENCLAW_GATEWAY_TOKEN", ""),
    ]
  }

  /// The fixed search path: the system's directories, then the account's own.
  package var searchPath: String {
    let system = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return "\(system):\(profile.home.appending(".local/bin")):\(profile.home.appending("bin"))"
  }
}

/// One environment variable of a service.
package struct ServiceVariable: Hashable, Sendable {
  /// The name, without the equals sign.
  package let name: String
  /// The value as the process gets it.
  package let value: String

  /// A variable from its parts.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// The variables by which a definition is known to be ours.
package enum ServiceMarker {
  /// Whose service it is.
  package static let marker = "OPENCLAW_SERVICE_MARKER"
  /// What kind of service it is.
  package static let kind = "OPENCLAW_SERVICE_KIND"
  /// Which version of openclaw wrote the definition.
  package static let version = "OPENCLAW_SERVICE_VERSION"
  /// The value of `marker`.
  package static let ours = "openclaw"
  /// The value of `kind`.
  package static let gateway = "gateway"
}
