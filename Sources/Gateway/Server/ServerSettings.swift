import GatewayProtocol
import HTTPCodec
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
  /// How identities that Tailscale Serve vouches for are verified; nil when they do not count.
  package var tailscale: TailscaleSettings?
  /// What clients are told of the gateway.
  package var facts: GatewayFacts
  /// What clients are told of the machine.
  package var machine: MachineIdentity
  /// The configuration file that methods read and write.
  package var configuration: ConfigurationFile
  /// The log file in force.
  package var logFile: AbsolutePath
  /// What nodes may be asked to run.
  package var nodeCommands = NodeCommandPolicy()
  /// How many connections there may be.
  package var connectionLimits = ConnectionLimits()
  /// What one HTTP request may make the gateway hold.
  package var httpLimits = HTTPLimits()
  /// How long the HTTP side waits.
  package var httpTimeouts = HTTPTimeouts()
  /// The canvas, fixed from start to stop; nil when it is off.
  package var canvas: CanvasSettings?
  /// How often this process has started again.
  package var restartCount = 0

  /// How messages are logged; nil for failures only.
  package var messageLog: GatewayOptions.MessageLog?

  /// How long the HTTP side waits.
  package struct HTTPTimeouts: Sendable {
    /// The time for a request's fields and content together, however steadily they trickle in.
    ///
    /// Beyond it: 408.
    package var request = Duration.seconds(10)
    /// The time between two requests of a connection, after which it is closed without a word.
    package var idle = Duration.seconds(60)
    /// The time in which a client must take something of a file that it is sent, or else it is cut off.
    package var stall = Duration.seconds(60)
  }

  /// What there is no usual value for; all else is as usual.
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
