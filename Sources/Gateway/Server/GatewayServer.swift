import GatewayProtocol
import JSON
import Platform
import Transport

/// The serving gateway: listeners, connections, and the state they share.
///
/// Lives on the loop.
@LoopActor package final class GatewayServer {
  package private(set) var settings: ServerSettings
  let log: GatewayLog
  /// Tells of every message when the gateway is verbose; nil else.
  private(set) var messageLog: MessageLog?
  private var greeting: HelloTemplate
  /// Who is there and how the gateway is.
  let state: SharedState
  /// The nodes that are connected.
  let nodes = NodeHost()
  /// Which nodes belong to this gateway.
  let pairing: PairingStore
  private var backoff = AuthenticationBackoff()
  private var listeners: [Listener] = []
  private(set) var connections: [ObjectIdentifier: ClientConnection] = [:]
  private var ticking: LoopTimer?
  private var phase = Phase.starting
  private let started = MonotonicClock.nanoseconds()
  /// Called whenever the number of connected clients has changed.
  private let clientsChanged: @LoopActor () -> Void
  private var whenEmpty: (@LoopActor () -> Void)?

  /// Where the server stands between start and stop.
  enum Phase {
    case starting
    case serving
    case stopping
  }

  package init(settings: ServerSettings, log: GatewayLog, clientsChanged: @escaping @LoopActor () -> Void = {}) {
    self.settings = settings
    self.log = log
    self.clientsChanged = clientsChanged
    greeting = HelloTemplate(settings)
    state = SharedState(settings)
    pairing = PairingStore(stateDirectory: settings.facts.stateDirectory)
    messageLog = settings.messageLog.map { MessageLog(style: $0, log: log) }
  }

  // MARK: Serving

  /// Binds an address for this process alone and accepts connections on it.
  ///
  /// - Throws: `SystemError`, `EADDRINUSE` when something listens there.
  @discardableResult
  package func listen(on address: SocketAddress) throws(SystemError) -> SocketAddress {
    let listener = try Listener(binding: address, handler: self)
    listeners.append(listener)
    return listener.address
  }

  /// Accepts connections from a socket that listens already.
  ///
  /// - Throws: `SystemError`, `EINVAL` when it does not listen.
  package func listen(adopting socket: consuming Descriptor) throws(SystemError) {
    listeners.append(try Listener(adopting: socket, handler: self))
  }

  /// From now on a hello succeeds.
  package func serve() {
    phase = .serving
    scheduleTick()
    state.begin { [weak self] event in self?.broadcast(event) }
  }

  /// The addresses it listens on.
  package var addresses: [SocketAddress] { listeners.map(\.address) }

  /// Whether somebody is connected, admitted or not.
  var isConnected: Bool { !connections.isEmpty }

  /// How many clients have been admitted and are connected.
  package private(set) var clientCount = 0 { didSet { clientsChanged() } }

  /// Takes new settings.
  ///
  /// Clients that are connected stay so, whatever secret they came with.
  package func adopt(_ settings: ServerSettings) {
    if settings.facts != self.settings.facts { state.adopt(settings.facts) }
    self.settings = settings
    greeting = HelloTemplate(settings)
    messageLog = settings.messageLog.map { MessageLog(style: $0, log: log) }
  }

  // MARK: Stopping

  /// Stops in order: no new connections, the `shutdown` event, close 1012 for every client, the end of all connections.
  ///
  /// - Parameters:
  ///   - restart: when a successor is expected; nil for a plain stop.
  ///   - budget: how long clients may take to read what is queued for them.
  ///   - completion: called once, when the last connection has ended.
  package func stop(restart: Duration? = nil, budget: Duration, completion: @escaping @LoopActor () -> Void) {
    phase = .stopping
    whenEmpty = completion
    for listener in listeners { listener.close() }
    ticking?.cancel()
    state.end()
    var payload: JSONObject = ["reason": .string(restart == nil ? "gateway stopping" : "gateway restarting")]
    if let restart { payload["restartExpectedMs"] = .integer(restart.milliseconds) }
    broadcast(.shutdown, .object(payload))
    for connection in connections.values { connection.end(.serviceRestart) }
    EventLoop.shared.schedule(after: budget) { [weak self] in
      for connection in self?.connections.values.map(\.self) ?? [] { connection.stream?.close() }
    }
    finishIfEmpty()
  }

  private func finishIfEmpty() {
    guard phase == .stopping, connections.isEmpty, let completion = whenEmpty.take() else { return }
    completion()
  }

  // MARK: Events

  /// Sends an event to every connected client that may receive it.
  func broadcast(_ event: EventDefinition, _ payload: JSONValue) { broadcast(EncodedEvent(event, payload)) }

  private func broadcast(_ event: EncodedEvent) {
    if clientCount > 0 { messageLog?.told(event, to: clientCount) }
    for connection in connections.values { connection.send(event) }
  }

  private func scheduleTick() {
    ticking = EventLoop.shared.schedule(after: settings.limits.tickInterval) { [weak self] in
      self?.broadcast(.tick, ["ts": .integer(Timestamp.now().milliseconds)])
      self?.scheduleTick()
    }
  }
}

// MARK: - Connections

extension GatewayServer: ListenerHandler {
  /// Takes a new connection in, or turns it away when there are too many.
  package func accepted(_ socket: consuming Descriptor, from peer: SocketAddress) {
    guard connections.count < settings.connectionLimit else {
      return log.warn("a connection was turned away: there are \(settings.connectionLimit) already")
    }
    let connection = ClientConnection(server: self)
    do throws(SystemError) {
      try connection.begin(socket, peer)
      connections[ObjectIdentifier(connection)] = connection
    } catch {
      log.warn("a connection was lost: \(error)")
    }
  }

  /// Tells that no descriptor was left for a new connection.
  package func acceptingPaused(for delay: Duration, because error: SystemError) {
    log.error("no connection can be accepted for \(delay.milliseconds) ms: \(error)")
  }

  /// A connection has ended, for whatever reason.
  func ended(_ connection: ClientConnection) {
    connections[ObjectIdentifier(connection)] = nil
    finishIfEmpty()
  }

  /// The routes as they answer now.
  var routes: HTTPRoutes { HTTPRoutes(isReady: phase == .serving, hosts: settings.hosts) }

  /// Why no client can be admitted now; nil when one can.
  var reasonNotToServe: GatewayClose? {
    switch phase {
    case .starting: .stillStarting
    case .serving: nil
    case .stopping: .serviceRestart
    }
  }
}

// MARK: - Clients

extension GatewayServer {
  /// How long an address must wait after failures; nil when it need not.
  func lockout(of origin: ClientOrigin) -> Duration? {
    backoff.lockout(of: origin.address, isLocal: origin.isLocal, at: MonotonicClock.nanoseconds())
  }

  /// A client showed a wrong secret: how long to hold the answer back.
  func authenticationFailed(_ origin: ClientOrigin) -> Duration {
    backoff.failed(origin.address, at: MonotonicClock.nanoseconds())
  }

  /// A client was admitted: gives the key of its presence entry, if it has one.
  func admitted(_ admission: ConnectMachine.Admission, connectionID: String, origin: ClientOrigin) -> String? {
    backoff.succeeded(origin.address)
    clientCount += 1
    return state.connected(admission, connectionID: connectionID, address: origin.recordableAddress)
  }

  /// An admitted client went away.
  func departed(presenceKey: String?) {
    clientCount -= 1
    log.debug("client disconnected", subsystem: "gateway/ws", fields: ["clients": String(clientCount)])
    if let presenceKey { state.disconnected(presenceKey) }
  }

  /// A node was admitted.
  func joined(_ connection: ClientConnection, _ parameters: ConnectParameters, from origin: ClientOrigin) {
    let node = ConnectedNode(
      parameters, policy: settings.nodeCommands, remoteAddress: origin.recordableAddress, at: .now())
    nodes.connected(node, ObjectIdentifier(connection))
  }

  /// An open connection by what it is known as; nil once it has ended.
  func connection(_ link: ObjectIdentifier) -> ClientConnection? { connections[link] }

  /// Appends the answer to a client that was admitted.
  func appendHello(to admission: ConnectMachine.Admission, connectionID: String, _ output: inout [UInt8]) {
    let particulars = HelloTemplate.Particulars(
      requestID: admission.requestID, connectionID: connectionID, stateVersion: state.version,
      uptime: .nanoseconds(MonotonicClock.nanoseconds() - started))
    greeting.append(
      particulars, to: &output, presence: { state.appendPresence(to: &$0) },
      health: { state.health.append(at: .now(), to: &$0) })
  }
}
