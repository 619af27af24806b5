import Platform

/// Where the gateway is expected, and on whose word.
package struct ProbeTarget: Hashable, Sendable {
  /// Who says which port.
  package enum PortSource: String, Hashable, Sendable {
    case serviceArguments = "service args"
    case environmentOrConfig = "env/config"
  }

  package let port: Port
  package let portSource: PortSource
  package let bindMode: String
  package let host: String
  package let customBindHost: String?
  /// The URL that is probed; `--url` overrides the rest.
  package let url: String
  /// The port this command would use for itself.
  package let commandPort: Port
}
