import Platform
import Profiles

/// Which port a gateway has, and who says so.
package struct PortResolution: Hashable, Sendable {
  /// Who says which port.
  package enum Source: Hashable, Sendable, CustomStringConvertible {
    case flag
    case variable
    case configuration
    /// The profile's default: 18789, or 19001 for `dev`.
    case profile
    /// Nobody: a named profile gets a port when it is set up.
    case none

    package var description: String {
      switch self {
      case .flag: "--port"
      case .variable: "OPENCLAW_GATEWAY_PORT"
      case .configuration: "gateway.port"
      case .profile: "default"
      case .none: "none"
      }
    }
  }

  /// The port; nil when nobody names one.
  package let port: Port?
  /// Who says so.
  package let source: Source
  /// Says that the variable holds no port and was passed over.
  package let warnings: [String]

  /// Resolves the port: `--port`, then `OPENCLAW_GATEWAY_PORT`, then `gateway.port`, then the profile's default.
  package init(flag: Port?, snapshot: ConfigurationSnapshot, profile: Profile) {
    let text = snapshot.environment.environment["OPENCLAW_GATEWAY_PORT"]
    let variable = text.flatMap { Port($0) }
    if let text, variable == nil {
      warnings = ["ignoring OPENCLAW_GATEWAY_PORT=\(text): not a port from 1 to 65535"]
    } else {
      warnings = []
    }
    let candidates: [(Port?, Source)] = [
      (flag, .flag), (variable, .variable), (snapshot.configuration.port, .configuration),
      (profile.defaultPort, .profile),
    ]
    let winner = candidates.first { $0.0 != nil }
    port = winner?.0
    source = winner?.1 ?? .none
  }
}
