import GatewayProtocol
import Platform

/// What a server needs to know.
///
/// All of it can be replaced while it serves; connections that are open stay admitted.
package struct ServerSettings: Sendable {
  /// The limits of the control protocol.
  package var limits = ProtocolLimits()
  /// What admits a client.
  package var secret: SharedSecret
  /// The values of `Host` and `Origin` that are taken.
  package var hosts = AllowedHosts()
  /// The proxies that are believed when they name a client: exact addresses.
  package var trustedProxies: Set<String> = []
  /// What clients are told of the gateway.
  package var facts: GatewayFacts
  /// What clients are told of the machine.
  package var machine: MachineIdentity
  package var configuration: ConfigurationFile
  /// The log file in force.
  package var logFile: AbsolutePath
  /// What nodes may be asked to run.
  package var nodeCommands = NodeCommandPolicy()
  /// More connections than this are closed at once.
  package var connectionLimit = 16_384
  /// The time for a request's fields and content, and between two requests of a connection.
  package var httpTimeouts = HTTPTimeouts()

  /// How messages are logged; nil for failures only.
  package var messageLog: GatewayOptions.MessageLog?

  /// How long the HTTP side waits.
  package struct HTTPTimeouts: Sendable {
    /// The time for a request's fields and content.
    package var request = Duration.seconds(10)
    /// The time between two requests of a connection.
    package var idle = Duration.seconds(60)
  }

  package init(
    secret: SharedSecret, facts: GatewayFacts, machine: MachineIdentity, configuration: ConfigurationFile,
    logFile: AbsolutePath
  ) {
    self.secret = secret
    self.facts = facts
    self.machine = machine
    self.configuration = configuration
    self.logFile = logFile
  }
}
