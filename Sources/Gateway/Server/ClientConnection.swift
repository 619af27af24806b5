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
    /// A page of the canvas, which is told when to reload.
    case reloading
    /// Nothing that still comes in counts.
    case ending
  }

  /// A response whose content is a file.
  enum Sending {
    case nothing
    /// A file is on its way, and another request may follow.
    case file
    /// The connection ends with this one.
    case lastFile
  }

  let server: GatewayServer
  let entrance: Entrance
  var sending = Sending.nothing
  var phase = Phase.http
  var stream: StreamConnection?
  /// The request under way, from its fields to its end.
  var request: HTTPRequest?
  var http: HTTPRequestParser
  var webSocket = WebSocketMachine(role: .server)
  /// Until `connect` has succeeded.
  var handshake: PendingHandshake?
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

  init(server: GatewayServer, entrance: Entrance) {
    self.server = server
    self.entrance = entrance
    http = HTTPRequestParser(limits: server.settings.httpLimits)
  }

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
      if mustPause(stream), phase != .ending {
        unread = Array(window)
        stream.isReadingPaused = true
        return
      }
      switch phase {
      case .http: isUnfinished = takeRequest(&window, stream)
      case .handshake, .open, .reloading: isUnfinished = takeMessage(&window, stream)
      case .ending: return
      }
    }
  }

  /// Whether what comes in has to wait until the client has taken what it is sent.
  private func mustPause(_ stream: StreamConnection) -> Bool {
    stream.queuedByteCount > Self.readingPause || sending != .nothing || handshake?.isVerifying == true
  }

  func peerFinished(on stream: StreamConnection) {
    if sending == .nothing { stream.closeAfterFlush() } else { sending = .lastFile }
  }

  func drained(on stream: StreamConnection) {
    if sending != .nothing { finishSending(stream) }
    answeredByteCount = 0
    readOn(stream)
  }

  /// Deals with what has come in meanwhile, and reads on.
  func readOn(_ stream: StreamConnection) {
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
    server.ended(self, from: stream.peer)
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
