import Platform

/// Where the gateway is expected, and on whose word.
package struct ProbeTarget: Hashable, Sendable {
  /// Who says which port.
  package enum PortSource: String, Hashable, Sendable {
    case serviceArguments = "service args"
    case environmentOrConfig = "env/config"
  }

  /// The port it is expected on.
  package let port: Port
  /// Who says so.
  package let portSource: PortSource
  /// `gateway.bind` of the service's configuration.
  package let bindMode: String
  /// The address it is reached at from here.
  package let host: String
  /// `gateway.customBindHost`; nil when it is not set.
  package let customBindHost: String?
  /// The URL that is probed; `--url` overrides the rest.
  package let url: String
  /// The port this command would use for itself.
  package let commandPort: Port
}
