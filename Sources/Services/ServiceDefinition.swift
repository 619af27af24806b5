import Platform

/// Everything a service definition says about one gateway, before any service manager's syntax.
///
/// It is a function of profile and scope alone: no secret, nothing of the caller's environment.
package struct ServiceDefinition: Hashable, Sendable {
  /// The profile; nil for the default one.
  package var profile: String?
  package var scope: ServiceScope
  /// The name under the service manager, for example `openclaw-gateway-rescue.service`.
  package var unitName: String
  /// The `openclaw` that is started, by a path that survives updates.
  package var executable: AbsolutePath
  package var port: UInt16
  /// The account the gateway runs as. System scope only: a user's manager has no choice.
  package var account: String?
  /// The account's home, which is also the working directory.
  package var home: AbsolutePath
  package var stateDirectory: AbsolutePath
  package var configuration: AbsolutePath
  /// The version of openclaw that writes the definition.
  package var version: String
  /// Whether the sandbox is added.
  package var isHardened: Bool
  /// What the gateway may write inside the sandbox; what does not exist is passed over.
  package var writablePaths: [AbsolutePath]

  package init(
    profile: String?, scope: ServiceScope, unitName: String, executable: AbsolutePath, port: UInt16,
    account: String? = nil, home: AbsolutePath, stateDirectory: AbsolutePath, configuration: AbsolutePath,
    version: String, isHardened: Bool = false, writablePaths: [AbsolutePath] = []
  ) {
    self.profile = profile
    self.scope = scope
    self.unitName = unitName
    self.executable = executable
    self.port = port
    self.account = account
    self.home = home
    self.stateDirectory = stateDirectory
    self.configuration = configuration
    self.version = version
    self.isHardened = isHardened
    self.writablePaths = writablePaths
  }

  /// `OpenClaw Gateway`, with profile and version in a parenthesis.
  package var description: String {
    let parts = [profile.map { "profile: \($0)" }, version.isEmpty ? nil : "v\(version)"].compactMap(\.self)
    return parts.isEmpty ? "OpenClaw Gateway" : "OpenClaw Gateway (\(parts.joined(separator: ", ")))"
  }

  /// The variables the gateway is started with, in the order they are written.
  package var environment: [ServiceVariable] {
    var variables = [ServiceVariable("HOME", home.string), ServiceVariable("PATH", searchPath)]
    if let profile { variables.append(ServiceVariable("OPENCLAW_PROFILE", profile)) }
    return variables + [
      ServiceVariable("OPENCLAW_STATE_DIR", stateDirectory.string),
      ServiceVariable("OPENCLAW_CONFIG_PATH", configuration.string),
      ServiceVariable("OPENCLAW_GATEWAY_PORT", String(port)),
      ServiceVariable("OPENCLAW_SYSTEMD_UNIT", unitName),
      ServiceVariable(ServiceMarker.marker, ServiceMarker.ours),
      ServiceVariable(ServiceMarker.kind, ServiceMarker.gateway),
      ServiceVariable(ServiceMarker.version, version),
      ServiceVariable("OPENCLAW_GATEWAY_TOKEN", ""),
    ]
  }

  /// The fixed search path: the system's directories, then the account's own.
  package var searchPath: String {
    let system = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return "\(system):\(home.appending(".local/bin")):\(home.appending("bin"))"
  }
}

/// One environment variable of a service.
package struct ServiceVariable: Hashable, Sendable {
  package let name: String
  package let value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// The variables by which a definition is known to be ours.
package enum ServiceMarker {
  package static let marker = "OPENCLAW_SERVICE_MARKER"
  package static let kind = "OPENCLAW_SERVICE_KIND"
  package static let version = "OPENCLAW_SERVICE_VERSION"
  /// The value of `marker`.
  package static let ours = "openclaw"
  /// The value of `kind`.
  package static let gateway = "gateway"
}
