import Configuration
import Platform

/// What the command line of `gateway run` says.
///
/// Nil means that nothing was said.
package struct GatewayOptions: Sendable {
  /// `--port`.
  package var port: Port?
  /// `--bind`.
  package var bind: GatewayConfiguration.Bind?
  /// `--auth`.
  package var authMode: GatewayConfiguration.AuthMode?
  /// `--tailscale`.
  package var tailscaleMode: GatewayConfiguration.TailscaleMode?
  /// `--token`.
  package var token: Secret?
  /// A file that holds the token; `-` stands for standard input.
  package var tokenFile: String?
  /// `--password`.
  package var password: Secret?
  package var passwordFile: String?
  /// Start although `gateway.mode` is not `local`.
  package var allowsUnconfigured = false
  /// End what listens on the port first.
  package var endsListeners = false
  /// Tell more on the console.
  package var isVerbose = false
  /// How messages look on the console when it is verbose.
  package var messageLog = MessageLog.auto
  /// Whether lines on the console carry colours.
  package var usesColor = false

  /// How messages look.
  package enum MessageLog: Sendable {
    case auto
    case full
    case compact
  }

  package init() {}
}
