import Platform

/// The embedded supervisor as a service manager, for machines without systemd: the side of the commands.
///
/// Looking starts nothing. The first start, restart or stop of something that runs starts the supervisor.
package struct SupervisorServiceManager: ServiceManager {
  let places: SupervisorPlaces
  /// Nil where nothing may be started.
  private let launch: SupervisorLaunch?

  package var scope: ServiceScope { .user }

  /// - Parameter executable: the `openclaw` that a supervisor in the background is to be; nil where none may be started.
  package init(places: SupervisorPlaces, executable: AbsolutePath? = nil) {
    self.places = places
    launch = executable.map { SupervisorLaunch(executable: $0, places: places) }
  }

  package func status(of service: String, deadline: Deadline) throws(ServiceManagerError) -> ServiceStatus {
    guard var connection = try SupervisorConnection.open(places) else { return try unsupervised(service) }
    return try ask(&connection, .status, service, deadline)
  }

  @discardableResult
  package func register(_ service: String, deadline: Deadline) throws(ServiceManagerError) -> Bool {
    try onDisk { () throws(SystemError) in try UnitEnablement(places).enable(service) }
  }

  @discardableResult
  package func unregister(_ service: String, deadline: Deadline) throws(ServiceManagerError) -> Bool {
    try onDisk { () throws(SystemError) in try UnitEnablement(places).disable(service) }
  }

  package func forgetFailures(of service: String, deadline: Deadline) throws(ServiceManagerError) {
    guard var connection = try SupervisorConnection.open(places) else { return }
    _ = try ask(&connection, .forgetFailures, service, deadline)
  }

  package func start(
    _ service: String, deadline: Deadline, progress: (ServiceStatus) -> Void
  ) throws(ServiceManagerError) -> StartOutcome {
    try bringUp(.start, service, deadline, progress)
  }

  package func restart(
    _ service: String, deadline: Deadline, progress: (ServiceStatus) -> Void
  ) throws(ServiceManagerError) -> StartOutcome {
    try bringUp(.restart, service, deadline, progress)
  }

  package func stop(
    _ service: String, deadline: Deadline, progress: (ServiceStatus) -> Void
  ) throws(ServiceManagerError) -> StopOutcome {
    let before = try status(of: service, deadline: deadline)
    if !before.state.isActive, before.state != .stopping { return .wasDown(before) }
    var connection = try connect(deadline)
    var last = try ask(&connection, .stop, service, deadline)
    while last.state == .stopping {
      progress(last)
      guard let next = try connection.nextStatus(of: service, deadline: deadline) else { return .stillStopping(last) }
      last = next
    }
    return last.state.isActive ? .failed(last, job: "canceled") : .stopped(last)
  }

  /// Asks for something and does not wait for its outcome.
  package func request(
    _ action: ActivityChange.Action, _ service: String, deadline: Deadline
  ) throws(ServiceManagerError) {
    guard var connection = try SupervisorConnection.open(places) else {
      throw .supervisorUnreachable(reason: "none runs for this user")
    }
    let verb: SupervisorRequest.Verb =
      switch action {
      case .start: .start
      case .restart: .restart
      case .stop: .stop
      }
    _ = try ask(&connection, verb, service, deadline)
  }

  private func bringUp(
    _ verb: SupervisorRequest.Verb, _ service: String, _ deadline: Deadline, _ progress: (ServiceStatus) -> Void
  ) throws(ServiceManagerError) -> StartOutcome {
    var verb = verb
    for _ in 0..<Self.attempts {
      var connection = try connect(deadline)
      do {
        return try bringUp(&verb, service, &connection, deadline, progress)
      } catch .supervisorUnreachable where !deadline.hasPassed {
        // It was killed meanwhile: its successor goes on.
      }
    }
    throw .supervisorUnreachable(reason: "it ended \(Self.attempts) times while it was asked")
  }

  /// How many supervisors may be killed while one start waits.
  private static let attempts = 5

  /// - Parameter verb: what is to be asked; once it has been heard, only the start is left of it.
  private func bringUp(
    _ verb: inout SupervisorRequest.Verb, _ service: String, _ connection: inout SupervisorConnection,
    _ deadline: Deadline, _ progress: (ServiceStatus) -> Void
  ) throws(ServiceManagerError) -> StartOutcome {
    var last = try ask(&connection, verb, service, deadline)
    verb = .start
    while last.state == .starting || last.state == .stopping {
      progress(last)
      guard let next = try connection.nextStatus(of: service, deadline: deadline) else { return .stillStarting(last) }
      last = next
    }
    return last.state == .running || last.state == .reloading ? .ready(last) : .failed(last, job: "failed")
  }

  private func connect(_ deadline: Deadline) throws(ServiceManagerError) -> SupervisorConnection {
    if let connection = try SupervisorConnection.open(places) { return connection }
    guard let launch else { throw .supervisorUnreachable(reason: "none runs for this user") }
    return try launch.connect(deadline: deadline)
  }

  private func ask(
    _ connection: inout SupervisorConnection, _ verb: SupervisorRequest.Verb, _ service: String, _ deadline: Deadline
  ) throws(ServiceManagerError) -> ServiceStatus {
    try connection.send(SupervisorRequest(verb, unit: service))
    let patience = max(deadline, .after(.seconds(1)))
    guard let status = try connection.nextStatus(of: service, deadline: patience) else {
      throw .timedOut(call: "supervisor \(verb.rawValue)")
    }
    return status
  }

  /// The state of a service while no supervisor runs: a gateway that a killed one has left goes on.
  private func unsupervised(_ service: String) throws(ServiceManagerError) -> ServiceStatus {
    try onDisk { () throws(SystemError) in
      guard try Files.status(places.units.appending(service)) != nil else { return ServiceStatus(state: .notInstalled) }
      let isEnabled = try UnitEnablement(places).isEnabled(service)
      let record = try RunRecord.read(of: service, in: places, machineLife: MachineLife.current())
      guard let record, let process = record.process, process.isRunning else {
        return ServiceStatus(state: .stopped, isEnabled: isEnabled)
      }
      let run = ServiceRun(id: record.run, processID: process.processIdentifier, start: record.start)
      return ServiceStatus(
        state: record.isReady ? .running : .starting, isEnabled: isEnabled, processID: process.processIdentifier,
        restarts: record.restarts, since: record.start, run: run)
    }
  }

  func onDisk<Value>(_ body: () throws(SystemError) -> Value) throws(ServiceManagerError) -> Value {
    do { return try body() } catch {
      throw .refused(
        ManagerAnswer(
          call: error.call, name: "system-call-failed", message: error.description, manager: "the supervisor"))
    }
  }
}
