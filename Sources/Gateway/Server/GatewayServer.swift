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
  private(set) var health: HealthSummary
  /// Tells of every message when the gateway is verbose; nil else.
  private(set) var messageLog: MessageLog?
  private var presence: PresenceList
  private var backoff = AuthenticationBackoff()
  private var listeners: [Listener] = []
  private var connections: [ObjectIdentifier: ClientConnection] = [:]
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
    health = HealthSummary(settings.facts)
    messageLog = settings.messageLog.map { MessageLog(style: $0, log: log) }
    presence = PresenceList(
      own: PresenceEntry(gateway: settings.machine, version: settings.facts.version, at: .now()))
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

  /// From now on a hello succeeds.
  package func serve() {
    phase = .serving
    scheduleTick()
  }

  /// The addresses it listens on.
  package var addresses: [SocketAddress] { listeners.map(\.address) }

  /// How many clients have been admitted and are connected.
  package private(set) var clientCount = 0 { didSet { clientsChanged() } }

  /// Takes new settings.
  ///
  /// Clients that are connected stay so, whatever secret they came with.
  package func adopt(_ settings: ServerSettings) {
    self.settings = settings
    health = HealthSummary(settings.facts)
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
  func broadcast(_ event: EventDefinition, _ payload: JSONValue) {
    let encoded = EncodedEvent(event, payload)
    for connection in connections.values { connection.send(encoded) }
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

  /// A client was admitted: its hello, and the key of its presence entry.
  func admitted(
    _ admission: ConnectMachine.Admission, connectionID: String, origin: ClientOrigin
  ) -> (hello: HelloOK, presenceKey: String?) {
    backoff.succeeded(origin.address)
    clientCount += 1
    let now = Timestamp.now()
    let key = presence.connected(
      admission, connectionID: connectionID, address: origin.isLocal ? nil : origin.address, at: now)
    return (hello(connectionID: connectionID, at: now), key)
  }

  /// An admitted client went away.
  func departed(presenceKey: String?) {
    clientCount -= 1
    if let presenceKey { presence.disconnected(presenceKey, at: .now()) }
  }

  private func hello(connectionID: String, at now: Timestamp) -> HelloOK {
    var snapshot = Snapshot(
      presence: presence.list(at: now), health: health.json(at: now),
      stateVersion: StateVersion(presence: presence.version, health: 1),
      uptime: .nanoseconds(MonotonicClock.nanoseconds() - started))
    snapshot.configPath = settings.facts.configPath.string
    snapshot.stateDirectory = settings.facts.stateDirectory.string
    snapshot.sessionDefaults = settings.facts.sessionDefaults
    return HelloOK(
      version: settings.facts.version, host: settings.machine.host, connectionID: connectionID,
      methods: MethodDefinition.all.map(\.name), events: EventDefinition.all.map(\.name), snapshot: snapshot,
      policy: Policy(settings.limits))
  }
}
