import Glibc
import Platform
import Services
import Transport

/// One service under supervision: its life as a value, and the process, clock and files that the value does not have.
@LoopActor final class SupervisedService {
  let name: String
  private(set) var machine: ServiceMachine
  private let settings: SupervisorSettings
  private let machineLife: String
  private let changed: @LoopActor (SupervisedService) -> Void
  private var unit: SupervisedUnit?
  private var main: MainProcess?
  private var timer: LoopTimer?
  private var observers: [ControlConnection] = []
  private var record: RunRecord
  private let groups: RunGroups
  /// The groups of runs that have ended, as long as they are there.
  private var leftGroups: [ControlGroup] = []
  private var lastProcess: Int32?
  private var lastExitTime: Timestamp?
  private var since = Timestamp.now()
  private var lastTold: ServiceStatus?

  /// - Parameter changed: is told whenever the state has changed.
  init(
    _ name: String, settings: SupervisorSettings, groups: RunGroups, machineLife: String,
    changed: @escaping @LoopActor (SupervisedService) -> Void
  ) {
    self.name = name
    self.settings = settings
    self.groups = groups
    self.machineLife = machineLife
    self.changed = changed
    machine = ServiceMachine(policy: RestartPolicy())
    record = RunRecord(unit: name, machineLife: machineLife, isWanted: false)
  }

  var mainProcess: Int32? { main?.identity.processIdentifier }

  private var now: Duration { .nanoseconds(MonotonicClock.nanoseconds()) }

  /// What commands are told.
  func status() -> ServiceStatus {
    ServiceStatus(
      state: isGone ? .notInstalled : machine.state, isEnabled: isEnabled,
      processID: mainProcess, lastExit: machine.lastExit, lastExitTime: lastExitTime, result: machine.result.rawValue,
      restarts: machine.restarts, since: since, statusText: machine.statusText,
      run: ServiceRun(id: record.run, processID: lastProcess, start: record.start))
  }

  /// Whether its unit has been removed and nothing of it runs.
  var isGone: Bool { !machine.hasProcess && !isInstalled }

  /// Whether a successor would find it as it is: nothing is being waited for.
  var isAtRest: Bool { [.down, .running, .failed].contains(machine.phase) }

  /// A unit that cannot be looked at is there: nothing is forgotten for want of rights.
  private var isInstalled: Bool {
    do { return try Files.status(settings.places.units.appending(name)) != nil } catch { return true }
  }

  private var isEnabled: Bool {
    do { return try UnitEnablement(settings.places).isEnabled(name) } catch { return false }
  }

  /// Tells a connection of the state now and of every change, until it is closed.
  func tell(_ connection: ControlConnection) {
    observers.append(connection)
    connection.send(.status(status()))
  }

  // MARK: What is asked for

  /// Starts the service.
  ///
  /// - Throws: `SupervisedUnitError` when its unit cannot be run; nothing has changed then.
  func start() throws(SupervisedUnitError) {
    try load()
    record.isWanted = true
    follow(machine.start(at: now))
  }

  /// Stops the service if it runs, and starts it.
  ///
  /// - Throws: `SupervisedUnitError` when its unit cannot be run; it goes on as it is then.
  func restart() throws(SupervisedUnitError) {
    try load()
    record.isWanted = true
    follow(machine.restart(at: now))
  }

  func stop() {
    record.isWanted = false
    follow(machine.stop(at: now))
  }

  func forgetFailures() {
    machine.forgetFailures()
    follow([])
  }

  /// Sends a signal to the main process.
  func forward(_ signal: Int32) { main?.send(signal) }

  /// Gives back the room that old lines of output take, and the control groups of former runs; true when the service
  /// prints so much that there was room to give back.
  func tidy() -> Bool {
    removeLeftGroups()
    guard main != nil, settings.single == nil, let unit else { return false }
    do throws(SystemError) {
      return try ServiceOutput(settings.places.output(of: name, unit)).trim()
    } catch { SupervisorLog.write("\(name): \(error)") }
    return false
  }

  // MARK: What happens

  /// The main process has said something.
  func received(_ message: NotifyMessage) {
    for case .mainProcess(let process) in message.assignments { changeMain(to: process) }
    follow(machine.received(message, at: now))
  }

  /// The main process, a child, has been waited for.
  func ended(_ exit: ServiceExit?) {
    guard let process = main.take() else { return }
    process.release()
    lastExitTime = Timestamp.now()
    record.process = nil
    let end = exit.map(Self.text) ?? "ended, nobody knows how"
    SupervisorLog.write("\(name): process \(process.identity.processIdentifier) \(end)")
    follow(machine.ended(exit, at: now))
  }

  /// Takes over what an earlier supervisor has started; false when it does not run any more.
  func adopt(_ former: RunRecord) throws(SystemError) -> Bool {
    record = former
    do throws(SupervisedUnitError) { try load() } catch { SupervisorLog.write("\(name): \(error)") }
    guard let run = former.run else { return false }
    var identity = former.process
    if identity == nil { identity = try ServiceProcesses.leader(ofRun: run) }
    guard let identity, try take(identity) else {
      killAll()
      return false
    }
    record.process = identity
    SupervisorLog.write("\(name): took over process \(identity.processIdentifier)")
    machine.adopt(isReady: former.isReady, restarts: former.restarts, at: now)
    follow([])
    return true
  }

  // MARK: Steps

  private func load() throws(SupervisedUnitError) {
    let (definition, warnings) = try settings.definition(of: name)
    if definition != unit { for warning in warnings { SupervisorLog.write("\(name): \(warning)") } }
    unit = definition
    machine.policy = definition.policy
    if settings.single != nil { machine.policy.condition = .no }
  }

  private func follow(_ actions: [ServiceMachine.Action]) {
    for action in actions {
      switch action {
      case .spawn: spawn()
      case .signal(let signal): main?.send(signal)
      case .killAll: killAll()
      }
    }
    wait()
    tellChange()
  }

  private func spawn() {
    do {
      try load()
      guard let unit else { return }
      let run = RandomBytes.make(16).hexadecimal
      record.run = run
      record.process = nil
      record.isReady = false
      record.start = Timestamp.now()
      try Files.remove(settings.places.exitRecord(of: name))
      let group = groups.place(of: name, run: run)
      record.controlGroup = group
      // Noted before the process is there: a successor finds it by the run's id.
      try record.write(in: settings.places)
      let start = ServiceStart(unit: unit, name: name, run: run, settings: settings, group: groups.make(group))
      let child = try MainProcess(child: start.spawn())
      main = child
      lastProcess = child.identity.processIdentifier
      record.process = child.identity
      SupervisorLog.write("\(name): started process \(child.identity.processIdentifier)")
    } catch {
      SupervisorLog.write("\(name): cannot be started: \(error)")
      if let unit { ServiceStart.note("\(error)", in: settings.places.output(of: name, unit)) }
      lastExitTime = Timestamp.now()
      follow(machine.ended(.exited(unit.map(ServiceStart.failureStatus) ?? 203), at: now))
    }
  }

  private func killAll() {
    guard let run = record.run else { return }
    let group = record.controlGroup.map(ControlGroup.init)
    do throws(SystemError) {
      try ServiceProcesses(main: lastProcess, run: run, group: group).killAll()
    } catch { SupervisorLog.write("\(name): \(error)") }
    if let group, !leftGroups.contains(group) { leftGroups.append(group) }
    removeLeftGroups()
  }

  /// Removes the control groups of former runs; one in which something still runs is looked at again later.
  private func removeLeftGroups() {
    leftGroups.removeAll { group in
      do throws(SystemError) { return try group.remove() } catch {
        SupervisorLog.write("\(name): \(error)")
        return true
      }
    }
  }

  /// A process may name another as the main one, if that belongs to the same run.
  private func changeMain(to process: Int32) {
    guard process != mainProcess, let run = record.run, let status = ProcessStatus.read(process),
      ProcessTable.hasVariable("\(ExitRecord.runVariable)=\(run)", in: process)
    else { return }
    let former = main
    do throws(SystemError) {
      if try take(status.identity) { former?.release() }
    } catch { SupervisorLog.write("\(name): \(error)") }
  }

  private func take(_ identity: ProcessIdentity) throws(SystemError) -> Bool {
    guard let process = try MainProcess(adopting: identity, ended: { [weak self] in self?.adoptedEnded() }) else {
      return false
    }
    main = process
    lastProcess = identity.processIdentifier
    return true
  }

  /// A process that is no child cannot be waited for: its own note says whether it ended in order.
  ///
  /// It is one where this process itself started it, before an update.
  private func adoptedEnded() {
    var status: Int32 = 0
    if let process = mainProcess, waitpid(process, &status, WNOHANG) == process {
      return ended(ServiceExit(waitStatus: status))
    }
    let note: ExitRecord?
    do throws(SystemError) { note = try ExitRecord.read(settings.places.exitRecord(of: name)) } catch { note = nil }
    ended(note.flatMap { $0.run == record.run ? .exited($0.status) : nil })
  }

  private func wait() {
    timer?.cancel()
    timer = machine.nextAlarm.map { alarm in
      EventLoop.shared.schedule(after: max(.zero, alarm - now)) { [weak self] in
        guard let self else { return }
        follow(machine.passed(to: now))
      }
    }
  }

  private func tellChange() {
    var status = status()
    guard status != lastTold else { return }
    if status.state != lastTold?.state {
      since = Timestamp.now()
      status.since = since
      SupervisorLog.write("\(name): \(status.state.rawValue)\(status.result == "success" ? "" : " (\(status.result))")")
    }
    lastTold = status
    save()
    observers.removeAll { !$0.isOpen }
    for observer in observers { observer.send(.status(status)) }
    changed(self)
  }

  private func save() {
    record.isReady = machine.phase == .running || machine.phase == .reloading
    record.restarts = machine.restarts
    if machine.phase == .failed { record.isWanted = false }
    do throws(SystemError) { try record.write(in: settings.places) } catch {
      SupervisorLog.write("\(name): its record cannot be written: \(error)")
    }
  }

  private static func text(_ exit: ServiceExit) -> String {
    switch exit {
    case .exited(let status): "exited with status \(status)"
    case .killed(let signal, _): "was killed by signal \(signal)"
    }
  }
}
