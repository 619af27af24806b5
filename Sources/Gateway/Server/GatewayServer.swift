import GatewayProtocol
import HTTPCodec
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
  /// What has happened so far.
  var counters = ServerCounters()
  let loopProbe = LoopProbe()
  /// The canvas; nil when it is off.
  private(set) var canvas: CanvasHost?
  /// Verifies users of the tailnet; nil where they need a secret like everybody.
  private(set) var tailscale: TailscaleIdentity?
  private var date = (second: HTTPDate(seconds: .min), text: "")
  /// Who takes over what methods write; nil where nobody does.
  weak var reloader: Reloader?
  private var backoff = AuthenticationBackoff()
  private var listeners: [Listener] = []
  private var canvasListeners: [Listener] = []
  private(set) var connections: [ObjectIdentifier: ClientConnection] = [:]
  /// Connections that are being told that there are too many.
  private var turnedAway: [ObjectIdentifier: ClientConnection] = [:]
  private var census = ConnectionCensus()
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

  /// A server that listens nowhere yet.
  package init(settings: ServerSettings, log: GatewayLog, clientsChanged: @escaping @LoopActor () -> Void = {}) {
    self.settings = settings
    self.log = log
    self.clientsChanged = clientsChanged
    greeting = HelloTemplate(settings)
    state = SharedState(settings)
    pairing = PairingStore(stateDirectory: settings.facts.stateDirectory)
    messageLog = settings.messageLog.map { MessageLog(style: $0, log: log) }
    tailscale = settings.tailscale.map { TailscaleIdentity($0, log: log) }
    canvas = settings.canvas.map { CanvasHost($0, log: log) { [weak self] in self?.reloadPages() } }
  }

  // MARK: Serving

  /// Binds an address for this process alone and accepts connections on it.
  ///
  /// - Throws: `SystemError`, `EADDRINUSE` when something listens there.
  @discardableResult
  package func listen(on address: SocketAddress) throws(SystemError) -> SocketAddress {
    let listener = try Listener(binding: address, handler: Reception(server: self, entrance: .control))
    listeners.append(listener)
    return listener.address
  }

  /// Binds an address for the canvas alone.
  ///
  /// - Throws: `SystemError`, `EADDRINUSE` when something listens there.
  @discardableResult
  package func listenForCanvas(on address: SocketAddress) throws(SystemError) -> SocketAddress {
    let listener = try Listener(binding: address, handler: Reception(server: self, entrance: .canvas))
    canvasListeners.append(listener)
    return listener.address
  }

  /// The canvas's own addresses.
  var canvasAddresses: [SocketAddress] { canvasListeners.map(\.address) }

  /// The port where the canvas is served: its own, or else the base port.
  var canvasPort: Port? { (canvasAddresses + addresses).first?.port }

  /// Accepts connections from a socket that listens already.
  ///
  /// - Throws: `SystemError`, `EINVAL` when it does not listen.
  package func listen(adopting socket: consuming Descriptor) throws(SystemError) {
    listeners.append(try Listener(adopting: socket, handler: Reception(server: self, entrance: .control)))
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
    if settings.nodeCommands != self.settings.nodeCommands { nodes.adopt(settings.nodeCommands) }
    if settings.tailscale != self.settings.tailscale {
      tailscale = settings.tailscale.map { TailscaleIdentity($0, log: log) }
    }
    let fixed = (self.settings.canvas, self.settings.restartCount)
    self.settings = settings
    (self.settings.canvas, self.settings.restartCount) = fixed
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
    for listener in listeners + canvasListeners { listener.close() }
    canvas?.close()
    loopProbe.end()
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

extension GatewayServer {
  /// Takes a new connection in, or turns it away when there are too many.
  func accepted(_ socket: consuming Descriptor, from peer: SocketAddress, by entrance: Entrance) {
    let connection = ClientConnection(server: self, entrance: entrance)
    let isExempt = peer.isLoopback || settings.trustedProxies.contains(peer.hostText)
    let refusal = census.admit(peer, settings.connectionLimits, isExempt: isExempt)
    if let refusal, !mayTell(refusal) { return }
    do throws(SystemError) {
      try connection.begin(socket, peer)
      if refusal == nil {
        counters.accepted += 1
        connections[ObjectIdentifier(connection)] = connection
      } else {
        turnedAway[ObjectIdentifier(connection)] = connection
        connection.turnAway()
      }
    } catch {
      if refusal == nil { census.left(peer) }
      log.warn("a connection was lost: \(error)")
    }
  }

  /// Counts a connection that is turned away; false when too many are being told so already.
  private func mayTell(_ refusal: ConnectionCensus.Refusal) -> Bool {
    counters.turnedAway[refusal.rawValue, default: 0] += 1
    switch refusal {
    case .total: log.warn("a connection was turned away: there are \(census.total) already")
    case .address: log.warn("a connection was turned away: its address has too many already")
    }
    return turnedAway.count < settings.connectionLimits.refusals
  }

  /// A connection has ended, for whatever reason.
  func ended(_ connection: ClientConnection, from peer: SocketAddress) {
    turnedAway[ObjectIdentifier(connection)] = nil
    if connections.removeValue(forKey: ObjectIdentifier(connection)) != nil { census.left(peer) }
    finishIfEmpty()
  }

  /// Whether a hello would succeed.
  var isReady: Bool { phase == .serving }

  /// Counts an answer that says no.
  func count(_ response: ResponseFrame) {
    if let error = response.error { counters.errors[error.code.rawValue, default: 0] += 1 }
  }

  /// The present second for the Date field, made once a second.
  func dateText() -> String {
    let now = HTTPDate.now()
    if date.second != now { date = (now, now.description) }
    return date.text
  }

  private func reloadPages() {
    for connection in connections.values { connection.reload() }
  }

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
  func appendHello(
    to admission: ConnectMachine.Admission, connectionID: String, canvasHostURL: String, _ output: inout [UInt8]
  ) {
    let particulars = HelloTemplate.Particulars(
      requestID: admission.requestID, connectionID: connectionID, stateVersion: state.version,
      uptime: .nanoseconds(MonotonicClock.nanoseconds() - started), canvasHostURL: canvasHostURL)
    greeting.append(
      particulars, to: &output, presence: { state.appendPresence(to: &$0) },
      health: { state.health.append(at: .now(), to: &$0) })
  }
}
