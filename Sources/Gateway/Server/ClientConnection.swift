import GatewayProtocol
import HTTPCodec
import Platform
import Transport

/// One connection: HTTP first, then perhaps the handshake, then an open control connection.
///
/// Lives on the loop.
@LoopActor final class ClientConnection: StreamHandler {
  /// What the bytes that come in are.
  enum Phase {
    case http
    /// The upgrade is done; `connect` has not succeeded yet.
    case handshake
    case open
    /// Nothing that still comes in counts.
    case ending
  }

  let server: GatewayServer
  var phase = Phase.http
  var stream: StreamConnection?
  /// The request under way, from its fields to its end.
  var request: HTTPRequest?
  var http = HTTPRequestParser()
  var webSocket = WebSocketMachine(role: .server)
  var handshake: ConnectMachine?
  var client: AdmittedClient?
  /// How many requests wait for something else before they are answered.
  var answersOwed = 0
  var origin: ClientOrigin?
  /// How many bytes of answers have been queued since the client had taken all there was: it has asked for these.
  var answeredByteCount = 0
  /// What has come in and waits until the client has taken its answers.
  private var unread: [UInt8] = []
  /// What ends the connection unless something happens first.
  private var patience: LoopTimer?
  /// Beyond this many queued bytes nothing more is read, so that a client that does not listen is not answered further.
  private static let readingPause = 1 << 20

  /// Beyond this many queued bytes an event is sent at once instead of at the end of the turn.
  static let sendingThreshold = 16 << 10

  init(server: GatewayServer) { self.server = server }

  /// Takes over an accepted socket.
  func begin(_ socket: consuming Descriptor, _ peer: SocketAddress) throws(SystemError) {
    stream = try StreamConnection(taking: socket, peer: peer, handler: self)
    wait(server.settings.httpTimeouts.request) { $0.requestTimedOut() }
  }

  /// Runs an action unless another wait begins, or the connection ends, before the time is over.
  func wait(_ duration: Duration, then action: @escaping @LoopActor (ClientConnection) -> Void) {
    patience?.cancel()
    patience = EventLoop.shared.schedule(after: duration) { [weak self] in self.map(action) }
  }

  /// The wait is over without its action.
  func stopWaiting() {
    patience?.cancel()
    patience = nil
  }

  // MARK: StreamHandler

  func received(_ bytes: UnsafeMutableRawBufferPointer, on stream: StreamConnection) {
    var window = bytes
    var isUnfinished = true
    while isUnfinished {
      if stream.queuedByteCount > Self.readingPause, phase != .ending {
        unread = Array(window)
        stream.isReadingPaused = true
        return
      }
      switch phase {
      case .http: isUnfinished = takeRequest(&window, stream)
      case .handshake, .open: isUnfinished = takeMessage(&window, stream)
      case .ending: return
      }
    }
  }

  func drained(on stream: StreamConnection) {
    answeredByteCount = 0
    stream.isReadingPaused = false
    guard !unread.isEmpty else { return }
    var bytes: [UInt8] = []
    swap(&bytes, &unread)
    bytes.withUnsafeMutableBytes { received($0, on: stream) }
  }

  func closed(_ stream: StreamConnection, error: SystemError?) {
    stopWaiting()
    phase = .ending
    self.stream = nil
    if let client = client.take() {
      server.departed(presenceKey: client.presenceKey)
      if client.caller.role == .node { server.nodes.disconnected(ObjectIdentifier(self)) }
    }
    server.ended(self)
  }

  // MARK: Ending

  /// Closes with a reason: a close frame on a control connection; nothing is taken from the client any more.
  func end(_ close: GatewayClose) {
    guard let stream, phase != .ending else { return }
    if phase != .http { webSocket.close(CloseCode(rawValue: close.code), reason: close.reason, output: &stream.output) }
    phase = .ending
    stopWaiting()
    stream.closeAfterFlush()
  }
}

/// A client that `connect` has admitted.
struct AdmittedClient {
  let caller: Caller
  let presenceKey: String?
  /// What the client knows its connection as.
  let connectionID: String
  /// Whether the hot methods need no further look at the scopes.
  let mayRead: Bool
  /// The number of the last event broadcast to it.
  var sequence: Int64 = 0

  init(caller: Caller, presenceKey: String?, connectionID: String) {
    self.caller = caller
    self.connectionID = connectionID
    self.presenceKey = presenceKey
    mayRead = caller.refusal(of: MethodDefinition.health.name) == nil
  }
}
