import CLinux
import Configuration
import Glibc
import Platform
import Profiles
import Synchronization
import Transport

/// The whole program `openclaw-gateway`: checks, lock, loop, and the exit status that says how it went.
package struct GatewayLauncher {
  private let options: GatewayOptions
  private let profile: Profile
  private let environment: Environment
  private let workingDirectory: AbsolutePath

  /// - Parameters:
  ///   - environment: what the process was started with.
  ///   - workingDirectory: what relative paths in flags are relative to.
  package init(
    options: GatewayOptions, profile: Profile, environment: Environment, workingDirectory: AbsolutePath
  ) {
    self.options = options
    self.profile = profile
    self.environment = environment
    self.workingDirectory = workingDirectory
  }

  /// Runs a gateway until it is told to stop.
  ///
  /// - Returns: the exit status, one of `docs/exit-status.md`: 0 after an orderly stop, 78 for what no restart mends.
  package func run() -> Int32 {
    ProcessPreparation.prepare()
    let log = GatewayLog.open(profile: profile, environment: environment, usesColor: options.usesColor)
    defer { log.flush() }
    do throws(StartRefusal) {
      let planner = try makePlanner()
      let lock = ProfileLock(profile)
      var plan = try planner.plan()
      while let next = try live(plan, planner, lock, log) {
        log.info("starting again in the same process")
        plan = planner.planAgain(next)
      }
      return 0
    } catch {
      ServiceNotifier.systemd(environment).failed(status: error.description, code: error.code)
      log.fatal(error)
      return error.exitStatus
    }
  }

  private func makePlanner() throws(StartRefusal) -> StartPlanner {
    let flags = SecretFlags(options: options, home: profile.home, workingDirectory: workingDirectory)
    return StartPlanner(
      options: try flags.withStandardInput(), profile: profile, environment: environment,
      workingDirectory: workingDirectory, machine: .current(), machineAddresses: InterfaceAddresses.current(),
      inherited: try InheritedSockets.taken())
  }

  /// One life: from the checks to the end of the loop, and the plan for the next one; nil when it was the last.
  ///
  /// A listener that is ended may be a gateway of this profile, so the lock is asked for after it. Directories are made
  /// once the port is ours: a start that is refused leaves nothing behind.
  private func live(
    _ plan: StartPlan, _ planner: StartPlanner, _ lock: ProfileLock, _ log: GatewayLog
  ) throws(StartRefusal) -> StartPlan? {
    log.adopt(plan)
    for warning in plan.warnings { log.warn(warning, subsystem: "config") }
    let hasEndedOne = options.endsListeners ? try ListenerEviction(port: plan.port, log: log).run() : false
    try lock.takeExisting(patience: hasEndedOne ? ListenerEviction.patience : .zero)
    try refuseBesideEarlierGateway(log)
    let outcome = try serve(plan, planner, log) { () throws(StartRefusal) in
      try lock.take()
      log.openFile()
    }
    switch outcome {
    case .stopped: return nil
    case .restart(let next): return next
    case .refused(let refusal): throw refusal
    case .bindFailed(let address, let error):
      throw PortConflict(address: address, error: error, profile: profile, environment: environment).refusal()
    case .systemFailed(let error): throw StartRefusal(system: error)
    }
  }

  /// Two programs that write one state spoil it; what cannot be looked at is told and refuses nothing.
  private func refuseBesideEarlierGateway(_ log: GatewayLog) throws(StartRefusal) {
    let directory = AbsolutePath(environment["TMPDIR"] ?? "/tmp") ?? .root.appending("tmp")
    let found: EarlierGateway?
    do throws(SystemError) { found = try EarlierGateway.live(on: profile, of: geteuid(), in: directory) } catch {
      return log.warn("whether a gateway of an earlier name runs is unknown: \(error.description)")
    }
    guard let process = found?.process, let lockFile = found?.lockFile else { return }
    throw StartRefusal(
      .failed, "another gateway already works on this state",
      place: profile.stateDirectory.abbreviated(home: profile.home),
      reason: "process \(process.processIdentifier) (\(process.commandLine)), of an earlier program, holds \(lockFile)",
      remedy: "stop its service, or kill \(process.processIdentifier)")
  }

  private func serve(
    _ plan: StartPlan, _ planner: StartPlanner, _ log: GatewayLog,
    claim: @escaping @LoopActor @Sendable () throws(StartRefusal) -> Void
  ) throws(StartRefusal) -> GatewayProcess.Outcome {
    let notifier = ServiceNotifier.systemd(environment)
    let life = GatewayLife()
    do throws(SystemError) {
      try EventLoop.shared.run {
        life.begin(
          GatewayProcess(plan, planner: planner, log: log, notifier: notifier, claim: claim, finish: life.end))
      }
    } catch {
      throw StartRefusal(system: error)
    }
    return life.outcome ?? .stopped
  }
}

/// Holds the process while the loop runs, and its outcome afterwards.
private final class GatewayLife: Sendable {
  @LoopActor private var process: GatewayProcess?
  private let result = Mutex<GatewayProcess.Outcome?>(nil)

  var outcome: GatewayProcess.Outcome? { result.withLock { $0 } }

  @LoopActor func begin(_ process: GatewayProcess) {
    self.process = process
    process.begin()
  }

  @LoopActor func end(_ outcome: GatewayProcess.Outcome) {
    result.withLock { $0 = outcome }
    process = nil
    EventLoop.shared.stop()
  }
}
