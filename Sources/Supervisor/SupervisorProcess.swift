import CLinux
import Glibc
import Platform
import Services
import Transport

/// The supervisor's life on the loop: takes over what runs, starts what is enabled, answers commands, obeys signals.
@LoopActor final class SupervisorProcess {
  private let settings: SupervisorSettings
  private let machineLife: String
  private let groups: RunGroups
  private var program: OwnProgram
  private let finish: @LoopActor (SupervisorLauncher.Outcome) -> Void
  private var services: [String: SupervisedService] = [:]
  private var signals: SignalSource?
  private var notify: NotifySocket?
  private var control: ControlSocket?
  private var isEnding = false
  private var hasEnded = false
  /// Whether anything has changed since the last look at the room.
  private var isSettled = true

  /// How often the room that output takes is looked at.
  private static let trimInterval = Duration.seconds(2)
  /// The same while a service prints more than is kept.
  private static let floodInterval = Duration.milliseconds(50)

  /// - Parameter finish: called once, when everything has ended or another program is to go on.
  init(
    _ settings: SupervisorSettings, machineLife: String,
    finish: @escaping @LoopActor (SupervisorLauncher.Outcome) -> Void
  ) throws(SystemError) {
    self.settings = settings
    self.machineLife = machineLife
    program = try OwnProgram(settings.program)
    groups = RunGroups(isAllowed: !settings.isBesideSystemd)
    self.finish = finish
  }

  /// Listens, takes over and starts.
  func begin() throws(SystemError) {
    signals = try SignalSource([SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGUSR2, SIGCHLD]) { [weak self] in
      self?.received($0)
    }
    notify = try NotifySocket(at: settings.places.notifySocket) { [weak self] message, sender in
      self?.service(withMain: sender)?.received(message)
    }
    let resting = try adopt()
    let wanted: [String] = if let single = settings.single { [single.unit] } else { try enabledUnits() }
    for unit in wanted where !resting.contains(unit) { start(service(unit)) }
    // Last, so that the first command finds everything in its place.
    control = try ControlSocket(at: settings.places.controlSocket) { [weak self] in self?.answer($0, on: $1) }
    scheduleTrim()
  }

  /// Takes over what an earlier supervisor has left.
  ///
  /// Gives the services that need no start: those that run, and those that were stopped.
  private func adopt() throws(SystemError) -> Set<String> {
    var resting: Set<String> = []
    for file in try Files.list(settings.places.records) ?? [] where file.hasSuffix(".json") {
      let unit = String(file.dropLast(".json".count))
      guard settings.single == nil || settings.single?.unit == unit,
        let record = try RunRecord.read(of: unit, in: settings.places, machineLife: machineLife)
      else { continue }
      let service = service(unit)
      if try service.adopt(record) {
        resting.insert(unit)
      } else if record.isWanted {
        start(service)
        resting.insert(unit)
      } else if settings.single == nil {
        resting.insert(unit)
      }
    }
    return resting
  }

  /// The units of ours that start by themselves, none of them where systemd starts them.
  private func enabledUnits() throws(SystemError) -> [String] {
    guard !settings.isBesideSystemd else { return [] }
    let enabled = Set(try UnitEnablement(settings.places).units())
    return try settings.places.installedUnits().filter(enabled.contains)
  }

  private func service(_ unit: String) -> SupervisedService {
    if let service = services[unit] { return service }
    let service = SupervisedService(unit, settings: settings, groups: groups, machineLife: machineLife) { [weak self] in
      self?.changed($0)
    }
    services[unit] = service
    return service
  }

  private func service(withMain process: Int32) -> SupervisedService? {
    services.values.first { $0.mainProcess == process }
  }

  private func start(_ service: SupervisedService) {
    do throws(SupervisedUnitError) { try service.start() } catch {
      SupervisorLog.write("\(service.name): \(error)")
      if settings.single != nil { end(with: 78) }
    }
  }

  private func scheduleTrim(after interval: Duration = trimInterval) {
    EventLoop.shared.schedule(after: interval) { [weak self] in
      guard let self else { return }
      let floods = services.values.filter { $0.tidy() }
      forgetUninstalled()
      settle()
      if isUpdated() { return finish(.replaced) }
      scheduleTrim(after: floods.isEmpty ? Self.trimInterval : Self.floodInterval)
    }
  }

  /// Lets go of the code that a start or an end took: most of the time the supervisor only waits.
  private func settle() {
    guard !isSettled else { return }
    isSettled = true
    ProgramText.release()
  }

  /// Whether another program is on disk, in a moment in which nothing is lost when it goes on instead.
  private func isUpdated() -> Bool {
    guard settings.followsUpdates, settings.single == nil, !isEnding else { return false }
    do throws(SystemError) {
      guard try program.isReplaced(), control?.isIdle != false, services.values.allSatisfy(\.isAtRest) else {
        return false
      }
      guard try program.works() else { return false }
    } catch {
      SupervisorLog.write("the program on disk cannot be looked at: \(error)")
      return false
    }
    SupervisorLog.write("another program is at \(settings.program): it goes on")
    return true
  }

  /// Drops what is known of services whose units are gone; the last of them may be what the supervisor was for.
  private func forgetUninstalled() {
    for (unit, service) in services where service.isGone {
      services[unit] = nil
      removeRecords(of: unit)
    }
    guard settings.endsWhenUnneeded, services.isEmpty, !isEnding else { return }
    do throws(SystemError) {
      if try settings.places.installedUnits().isEmpty { end(with: 0) }
    } catch { SupervisorLog.write("\(error)") }
  }

  private func removeRecords(of unit: String) {
    do throws(SystemError) {
      try Files.remove(settings.places.record(of: unit))
      try Files.remove(settings.places.exitRecord(of: unit))
    } catch { SupervisorLog.write("\(error)") }
  }

  // MARK: Commands

  private func answer(_ request: SupervisorRequest, on connection: ControlConnection) {
    if isEnding, request.verb == .start || request.verb == .restart {
      return connection.send(.refused(code: "stopping", message: "the supervisor is stopping"))
    }
    let service = service(request.unit)
    do throws(SupervisedUnitError) {
      switch request.verb {
      case .status: break
      case .start: try service.start()
      case .stop: service.stop()
      case .restart: try service.restart()
      case .forgetFailures: service.forgetFailures()
      }
      service.tell(connection)
    } catch {
      let isMissing = if case .missing = error { true } else { false }
      connection.send(.refused(code: isMissing ? "no-such-unit" : "bad-unit", message: error.description))
    }
  }

  // MARK: Signals

  private func received(_ signal: Int32) {
    switch signal {
    case SIGCHLD: reap()
    case SIGTERM, SIGINT: stopAll()
    case SIGHUP where isatty(STDIN_FILENO) == 1: stopAll()
    default: for service in services.values { service.forward(signal) }
    }
  }

  /// Waits for every child that has ended: services, and orphans that have become ours.
  private func reap() {
    // What a process said last counts before its end.
    notify?.drain()
    var status: Int32 = 0
    while true {
      let process = waitpid(-1, &status, WNOHANG)
      guard process > 0 else { return }
      service(withMain: process)?.ended(ServiceExit(waitStatus: status))
    }
  }

  private func stopAll() {
    guard !isEnding else { return }
    isEnding = true
    SupervisorLog.write("stopping every service")
    for service in services.values { service.stop() }
    endIfDone()
  }

  private func changed(_ service: SupervisedService) {
    isSettled = false
    if settings.single?.unit == service.name, !service.machine.hasProcess {
      end(with: service.machine.lastExit?.shellStatus ?? 1)
    } else {
      endIfDone()
    }
  }

  private func endIfDone() {
    if isEnding, !services.values.contains(where: \.machine.hasProcess) { end(with: 0) }
  }

  /// An orderly end is the end of a session: the next supervisor begins with what is enabled.
  private func end(with status: Int32) {
    guard !hasEnded else { return }
    isEnding = true
    hasEnded = true
    do throws(SystemError) {
      try Files.remove(settings.places.controlSocket)
      try Files.remove(settings.places.notifySocket)
      for unit in services.keys { removeRecords(of: unit) }
      if settings.endsWhenUnneeded, try settings.places.installedUnits().isEmpty {
        try Files.removeTree(settings.places.directory)
        let parent = settings.places.directory.parent
        if try Files.list(parent)?.isEmpty == true { try Files.remove(parent) }
      }
    } catch { SupervisorLog.write("\(error)") }
    finish(.ended(status))
  }
}

extension ServiceExit {
  /// How a process ended: `waitpid(2)`.
  init(waitStatus: Int32) {
    self =
      cl_wifexited(waitStatus) != 0
      ? .exited(Int(cl_wexitstatus(waitStatus)))
      : .killed(signal: Int(cl_wtermsig(waitStatus)), dumped: cl_wcoredump(waitStatus) != 0)
  }

  /// The end as a shell reports it: the status, or 128 and the signal.
  var shellStatus: Int32 {
    switch self {
    case .exited(let status): Int32(status)
    case .killed(let signal, _): Int32(128 + signal)
    }
  }
}
