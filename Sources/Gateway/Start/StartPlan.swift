import Configuration
import Platform
import Transport

/// Everything a start was checked for: what to bind, what to serve with, what to log.
package struct StartPlan: Sendable {
  /// The base port.
  package var port: Port
  /// All of these must be bound.
  package var addresses: [SocketAddress]
  /// These are bound where the machine has them: `::1` beside `127.0.0.1`.
  package var optionalAddresses: [SocketAddress]
  /// The canvas's own; none where it is off, or shares the base port.
  package var canvasAddresses: [SocketAddress]
  /// What to serve with.
  package var settings: ServerSettings
  /// What is logged, and how it looks.
  package var logSettings: GatewayLog.Settings
  /// `logging.file`, or the profile's own.
  package var logFile: AbsolutePath
  /// What must never be logged.
  package var secrets: Set<Secret>
  /// `commands.restart`: whether SIGUSR1 restarts the gateway.
  package var allowsRestart: Bool
  /// What the configuration holds that a person should look at.
  package var warnings: [String]
  /// What all of it was read from.
  package var configuration: ConfigurationSnapshot
  /// The sockets that the service manager has bound in our stead.
  var inherited = InheritedSockets.none
}
