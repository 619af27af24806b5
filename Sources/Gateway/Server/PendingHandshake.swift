import GatewayProtocol
import Transport

/// What a connection holds from its opening handshake until `connect` has succeeded.
@LoopActor final class PendingHandshake {
  var machine: ConnectMachine
  /// Where the client finds the canvas; empty when it is off.
  let canvasHostURL: String
  /// What the request shows of a user of the tailnet; nil where that does not count.
  let identity: TailscaleClaim.Reading?
  /// Whether Tailscale is being asked.
  var isVerifying = false

  init(machine: ConnectMachine, canvasHostURL: String, identity: TailscaleClaim.Reading?) {
    self.machine = machine
    self.canvasHostURL = canvasHostURL
    self.identity = identity
  }
}
