import Platform
import Transport

/// Hands the connections of one port to the server.
@LoopActor final class Reception: ListenerHandler {
  private let server: GatewayServer
  private let entrance: Entrance

  init(server: GatewayServer, entrance: Entrance) {
    self.server = server
    self.entrance = entrance
  }

  func accepted(_ socket: consuming Descriptor, from peer: SocketAddress) {
    server.accepted(socket, from: peer, by: entrance)
  }

  /// Tells that no descriptor was left for a new connection.
  func acceptingPaused(for delay: Duration, because error: SystemError) {
    server.log.error("no connection can be accepted for \(delay.milliseconds) ms: \(error)")
  }
}
