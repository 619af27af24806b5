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
    let status = try persisting(deadline, connect: running) { (connection) throws(ServiceManagerError) in
      try ask(&connection, .status, service, deadline)
    }
    if let status { return status }
    return try unsupervised(service)
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
    _ = try persisting(deadline, connect: running) { (connection) throws(ServiceManagerError) in
      try ask(&connection, .forgetFailures, service, deadline)
    }
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
    let outcome: StopOutcome? = try persisting(deadline, connect: started) {
      (connection) throws(ServiceManagerError) in
      var last = try ask(&connection, .stop, service, deadline)
      while last.state == .stopping {
        progress(last)
        guard let next = try connection.nextStatus(of: service, deadline: deadline) else { return .stillStopping(last) }
        last = next
      }
      return last.state.isActive ? .failed(last, job: "canceled") : .stopped(last)
    }
    guard let outcome else { throw Self.noneRuns }
    return outcome
  }

  /// Asks for something and does not wait for its outcome.
  package func request(
    _ action: ActivityChange.Action, _ service: String, deadline: Deadline
  ) throws(ServiceManagerError) {
    guard var connection = try running(deadline) else { throw Self.noneRuns }
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
    let outcome = try persisting(deadline, connect: started) { (connection) throws(ServiceManagerError) in
      try bringUp(&verb, service, &connection, deadline, progress)
    }
    guard let outcome else { throw Self.noneRuns }
    return outcome
  }

  /// How many supervisors may end while one command waits.
  private static let attempts = 5

  private static let noneRuns = ServiceManagerError.supervisorUnreachable(reason: "none runs for this user")

  /// Asks again when the supervisor was killed or updated meanwhile: its successor goes on; nil when none is there to ask.
  private func persisting<Value>(
    _ deadline: Deadline, connect: (Deadline) throws(ServiceManagerError) -> SupervisorConnection?,
    _ question: (inout SupervisorConnection) throws(ServiceManagerError) -> Value
  ) throws(ServiceManagerError) -> Value? {
    for attempt in 1... {
      guard var connection = try connect(deadline) else { return nil }
      do { return try question(&connection) } catch {
        guard case .supervisorUnreachable = error, attempt < Self.attempts, !deadline.hasPassed else { throw error }
      }
    }
    return nil
  }

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

  /// A connection to the supervisor that runs; nil when none does.
  private func running(_ deadline: Deadline) throws(ServiceManagerError) -> SupervisorConnection? {
    try SupervisorConnection.open(places)
  }

  /// A connection to the supervisor, which is started where none runs; nil where none may be started.
  private func started(_ deadline: Deadline) throws(ServiceManagerError) -> SupervisorConnection? {
    if let connection = try running(deadline) { return connection }
    return try launch?.connect(deadline: deadline)
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
      let run = ServiceRun(id: record?.run, processID: record?.process?.processIdentifier, start: record?.start)
      guard let record, let process = record.process else {
        return ServiceStatus(state: .stopped, isEnabled: isEnabled)
      }
      guard process.isRunning else {
        // It was meant to run and left no note of an orderly end.
        let note = try ExitRecord.read(places.exitRecord(of: service)).flatMap { $0.run == record.run ? $0 : nil }
        let hasCrashed = record.isWanted && note == nil
        return ServiceStatus(
          state: hasCrashed ? .failed : .stopped, isEnabled: isEnabled, lastExit: note.map { .exited($0.status) },
          result: (hasCrashed ? RunResult.lost : .success).rawValue, restarts: record.restarts, run: run)
      }
      var status = ServiceStatus(
        state: record.isReady ? .running : .starting, isEnabled: isEnabled, processID: process.processIdentifier,
        restarts: record.restarts, since: record.start, run: run)
      status.isUnattended = true
      return status
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
