import CSystemd
import Configuration
import Platform
import Profiles
import Services

// The lookups of a snapshot, each on its own thread.

extension SnapshotCollector {
  private var scope: ServiceScope { installed?.scope ?? .user }

  /// The name by which the manager knows the service.
  private var service: String { request.profile.serviceName(choice.kind) }

  func askManager() -> ManagerFact {
    let deadline = Deadline.after(request.timeLimit)
    do {
      switch choice.kind {
      case .supervisor:
        let places = SupervisorPlaces(home: request.profile.home)
        return .answered(try SupervisorServiceManager(places: places).unitState(service, deadline))
      case .launchd:
        let manager = try LaunchdServiceManager(
          userID: request.account.userID, home: request.profile.home, environment: request.environment)
        return .answered(try manager.unitState(service, deadline: deadline))
      case .systemd:
        let manager = try SystemdManager(connecting: scope, userID: request.account.userID, deadline: deadline)
        var state = try manager.unitState(service, deadline: deadline)
        state.listeningSockets = try manager.listeningSockets(of: state, deadline: deadline)
        return .answered(state)
      }
    } catch { return .unreachable(error) }
  }

  /// Asks the gateway, unless somebody else's is known to listen where it should be: that one gets no credentials.
  ///
  /// None are shown either where it is not known who listens. A gateway that does not answer leaves time to find out why.
  func probeGateway(_ target: ProbeTarget, _ listeners: ListenersFact?, _ manager: ManagerFact?) -> ProbeFact {
    let stranger = PortStranger.description(
      on: target.port, of: target.host, among: listeners?.sockets ?? [], profile: request.profile,
      account: request.account,
      installed: installed?.definition)
    if request.url == nil, let stranger {
      return ProbeFact(
        outcome: .failed(code: "port-foreign", message: "port \(target.port) is held by \(stranger)"), url: target.url,
        latency: .zero, credentialSource: nil)
    }
    if wouldStart(manager) {
      return ProbeFact(
        outcome: .failed(code: "not-running", message: "the service is down, and to connect would start it"),
        url: target.url, latency: .zero, credentialSource: nil)
    }
    let limit = min(request.timeLimit * 4 / 5, request.probeTimeout ?? request.timeLimit)
    let credentials = credentials(for: target, listeners)
    var probe = GatewayProbe.probe(
      url: target.url, credentials: credentials ?? ClientCredentials(only: CredentialFlags()),
      asksHealth: request.asksHealth, deadline: .after(limit))
    if credentials == nil, case .refused = probe.outcome {
      probe.outcome = .declined(
        code: ProbeFact.withheld, message: "who listens on port \(target.port) is not known: no credentials were shown",
        isAdmitted: false)
    }
    return probe
  }

  /// Whether systemd listens for a service that is down: a look must not start it.
  private func wouldStart(_ manager: ManagerFact?) -> Bool {
    guard request.url == nil, installed?.definition.isSocketActivated == true, let unit = manager?.unit else {
      return false
    }
    return unit.state.isDown
  }

  /// What is shown to the gateway: a URL gets what was given for it, the profile's own port the profile's secrets.
  ///
  /// Nil where it is not known who listens on that port.
  func credentials(for target: ProbeTarget, _ listeners: ListenersFact?) -> ClientCredentials? {
    if request.url != nil { return ClientCredentials(only: request.credentials) }
    guard listeners?.isListening(on: target.port) != nil else { return nil }
    return ClientCredentials(flags: request.credentials, snapshot: serviceConfiguration)
  }

  func findListeners(_ target: ProbeTarget?, likelyHolder: Int32?) -> ListenersFact {
    do {
      guard let target else { return .found([]) }
      let ports: Set<Port> = [target.port, target.commandPort]
      return .found(try ListeningSockets.on(ports: ports, likelyHolders: likelyHolder.map { [$0] } ?? []))
    } catch { return .failed(error) }
  }

  /// The account's other services; those of the machine as well when the look is deep.
  func findServices() -> [ServiceScan.Entry] {
    if choice.kind == .launchd {
      let own = ServiceScan.agents(in: [Profile.launchAgents(home: request.profile.home)], scope: .user)
      return request.isDeep ? own + ServiceScan.agents(in: ServiceScan.sharedAgentDirectories, scope: .system) : own
    }
    let user = ServiceScan.entries(in: ServiceScan.userDirectories(home: request.profile.home), scope: .user)
    return request.isDeep ? user + ServiceScan.entries(in: ServiceScan.systemDirectories, scope: .system) : user
  }

  /// Where a plan was cut off, the service's own scope first; a journal that only root may see is not known of.
  static func interruptedPlan(_ request: SnapshotRequest, first: ServiceScope) -> ServiceScope? {
    [first, first == .user ? .system : .user].first { scope in
      do { return try Files.status(request.profile.planJournal(scope, of: request.account)) != nil } catch {
        return false
      }
    }
  }

  func lingers() -> Bool? { choice.kind == .launchd ? nil : Logind.lingers(request.account, isBooted: sd_booted() > 0) }

  /// Only a service that should be there and is not, or that does not answer, has something to explain.
  func explain(
    _ manager: ManagerFact, _ probe: ProbeFact?, _ listeners: ListenersFact?, _ target: ProbeTarget?
  ) -> LastRun? {
    guard let unit = manager.unit, unit.state != .notInstalled else { return nil }
    let answers = probe?.isReachable ?? target.flatMap { listeners?.isListening(on: $0.port) } ?? true
    if answers && (unit.state == .running || unit.state == .reloading) { return nil }
    if unit.state == .stopped && unit.process.lastExit == nil { return nil }
    return LastRunReader(
      unit: service, scope: scope, userID: request.account.userID, run: unit.status.run,
      logFile: serviceConfiguration.configuration.logFile(of: request.profile),
      sink: LastRunReader.Sink(choice.kind, of: request.profile)
    ).read()
  }

  func hasDrifted(_ manager: ManagerFact, _ probe: ProbeFact?) -> Bool? {
    // Before it is ready, of which launchd knows nothing, the main process may still be the openclaw that becomes the
    // gateway.
    guard choice.kind != .launchd || probe?.isReachable == true, let unit = manager.unit,
      unit.state == .running || unit.state == .reloading,
      let process = unit.process.mainPID,
      let executable = unit.effective.command.flatMap({ AbsolutePath($0.executable) })
    else { return nil }
    return Drift.isPresent(mainProcess: process, installed: executable, home: request.profile.home)
  }

  /// What the unit's process reads, when that is another file than this command's.
  static func serviceConfiguration(
    _ installed: InstalledService?, _ request: SnapshotRequest
  ) -> ConfigurationSnapshot? {
    guard let served = installed.map({ request.profile.served(by: $0.definition) }),
      served.configPath != request.profile.configPath
    else { return nil }
    return ConfigurationLoader.load(served, environment: request.environment)
  }
}
