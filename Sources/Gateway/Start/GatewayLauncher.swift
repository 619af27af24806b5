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
  private let planner: StartPlanner

  /// - Parameters:
  ///   - environment: what the process was started with.
  ///   - workingDirectory: what relative paths in flags are relative to.
  package init(
    options: GatewayOptions, profile: Profile, environment: Environment, workingDirectory: AbsolutePath
  ) {
    self.options = options
    self.profile = profile
    self.environment = environment
    planner = StartPlanner(
      options: options, profile: profile, environment: environment, workingDirectory: workingDirectory,
      machine: .current(), machineAddresses: MachineIdentity.interfaceAddresses())
  }

  /// Runs a gateway until it is told to stop.
  ///
  /// - Returns: the exit status, one of `docs/exit-status.md`: 0 after an orderly stop, 78 for what no restart mends.
  package func run() -> Int32 {
    ProcessPreparation.prepare()
    let log = GatewayLog.open(profile: profile, environment: environment)
    defer { log.flush() }
    do throws(StartRefusal) {
      let lock = try ProfileLock.take(profile)
      while try live(log) == .restart { log.info("starting again in the same process") }
      _ = consume lock
      return 0
    } catch {
      ServiceNotifier.systemd(environment).failed(status: error.description, code: error.code)
      log.fatal(error)
      return error.exitStatus
    }
  }

  private enum Ending {
    case stop
    case restart
  }

  /// One life: from the checks to the end of the loop.
  private func live(_ log: GatewayLog) throws(StartRefusal) -> Ending {
    let plan = try planner.plan()
    log.adopt(plan)
    for warning in plan.warnings { log.warn(warning, subsystem: "config") }
    if options.endsListeners { try ListenerEviction(port: plan.port, log: log).run() }
    switch try serve(plan, log) {
    case .stopped: return .stop
    case .restart: return .restart
    case .bindFailed(let address, let error):
      throw PortConflict(address: address, error: error, profile: profile).refusal()
    case .systemFailed(let error): throw StartRefusal(system: error)
    }
  }

  private func serve(_ plan: StartPlan, _ log: GatewayLog) throws(StartRefusal) -> GatewayProcess.Outcome {
    let planner = planner
    let notifier = ServiceNotifier.systemd(environment)
    let life = GatewayLife()
    do throws(SystemError) {
      try EventLoop.shared.run {
        life.begin(
          GatewayProcess(
            plan, log: log, notifier: notifier, reload: { () throws(StartRefusal) in try planner.plan() },
            finish: life.end))
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
