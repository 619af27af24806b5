import CLinux
import Glibc
import Platform
import Transport

/// The gateway's life on the loop: bind, say ready, serve, obey signals, stop in order.
@LoopActor final class GatewayProcess {
  /// How the life ended.
  enum Outcome: Sendable {
    /// A signal asked for it, and all connections ended in order.
    case stopped
    /// SIGUSR1 asked for another life of the same process.
    case restart
    /// The port could not be had.
    case bindFailed(SocketAddress, SystemError)
    case systemFailed(SystemError)
    /// The port is ours, and something else is not.
    case refused(StartRefusal)
  }

  private let server: GatewayServer
  private let log: GatewayLog
  private let plan: StartPlan
  private let claim: @LoopActor () throws(StartRefusal) -> Void
  private let reload: @LoopActor () throws(StartRefusal) -> StartPlan
  private let finish: @LoopActor (Outcome) -> Void
  private var notifier: ServiceNotifier
  private var signals: SignalSource?
  private var crowd = CrowdMark()
  private var statusTimer: LoopTimer?
  private var isStopping = false
  private var allowsRestart: Bool

  /// The time for clients to take their last messages and say goodbye, where the service manager leaves that much.
  private static let drainBudget = Duration.milliseconds(800)
  /// What is left of the manager's patience for the end itself.
  private static let reserve = Duration.milliseconds(200)

  /// - Parameters:
  ///   - claim: takes, once the port is ours, what else a gateway must have to itself.
  ///   - reload: reads the configuration again, for SIGHUP.
  ///   - finish: called once, when everything has ended.
  init(
    _ plan: StartPlan, log: GatewayLog, notifier: ServiceNotifier,
    claim: @escaping @LoopActor () throws(StartRefusal) -> Void,
    reload: @escaping @LoopActor () throws(StartRefusal) -> StartPlan, finish: @escaping @LoopActor (Outcome) -> Void
  ) {
    self.plan = plan
    self.log = log
    self.notifier = notifier
    self.claim = claim
    self.reload = reload
    self.finish = finish
    allowsRestart = plan.allowsRestart
    let status = StatusRelay()
    server = GatewayServer(settings: plan.settings, log: log) { status.changed() }
    status.process = self
  }

  /// Binds, claims, serves and says ready; what fails ends the life at once.
  func begin() {
    do throws(SystemError) {
      signals = try SignalSource([SIGTERM, SIGINT, SIGHUP, SIGUSR1]) { [weak self] in self?.received($0) }
    } catch {
      return end(.systemFailed(error))
    }
    guard bind() else { return }
    do throws(StartRefusal) { try claim() } catch { return end(.refused(error)) }
    server.serve()
    log.info(
      "listening on \(server.addresses.map { "ws://\($0)" }.joined(separator: ", ")) (PID \(getpid()))",
      fields: ["profile": plan.settings.facts.profile, "config": plan.settings.facts.configPath.string])
    notifier.ready(status: statusLine)
    scheduleWatchdog()
    ProgramText.release()
  }

  /// Every required address, or none: a bind that cannot be had is never replaced by a wider one.
  private func bind() -> Bool {
    for address in plan.addresses {
      do throws(SystemError) { try listen(on: address) } catch {
        end(.bindFailed(address, error))
        return false
      }
    }
    for address in plan.optionalAddresses {
      do throws(SystemError) { try listen(on: address) } catch {
        if let warning = PortConflict.warning(of: address, error) {
          log.warn(warning)
        } else {
          log.debug("not listening on \(address): \(error.reason)")
        }
      }
    }
    return true
  }

  /// Accepts from the socket that the service manager has bound, else binds one.
  private func listen(on address: SocketAddress) throws(SystemError) {
    if let socket = try plan.inherited.duplicate(for: address) {
      try server.listen(adopting: socket)
    } else {
      try server.listen(on: address)
    }
  }

  // MARK: Signals

  private func received(_ signal: Int32) {
    switch signal {
    case SIGHUP where isatty(STDIN_FILENO) == 1: stop(.stopped, because: "the terminal has gone")
    case SIGHUP: readConfigurationAgain()
    case SIGUSR1 where allowsRestart: stop(.restart, because: "SIGUSR1")
    case SIGUSR1: log.warn("SIGUSR1 is ignored: it restarts the gateway only with commands.restart: true")
    default: stop(.stopped, because: signal == SIGINT ? "SIGINT" : "SIGTERM")
    }
  }

  private func stop(_ outcome: Outcome, because reason: String) {
    guard !isStopping else { return log.info("\(reason) is ignored: the gateway is stopping already") }
    isStopping = true
    log.info("stopping: \(reason)", fields: ["clients": String(server.clientCount)])
    var restart: Duration?
    if case .restart = outcome {
      restart = .milliseconds(1500)
      notifier.reloading(at: MonotonicClock.nanoseconds())
    } else {
      notifier.stopping(status: "Stopping, \(clients)")
    }
    server.stop(restart: restart, budget: drainBudget) { [weak self] in self?.end(outcome) }
  }

  /// Nobody to wait for asks no manager.
  private var drainBudget: Duration {
    guard server.isConnected, let patience = StopTimeout.effective() else { return Self.drainBudget }
    return min(Self.drainBudget, max(.zero, patience - Self.reserve))
  }

  private func readConfigurationAgain() {
    guard !isStopping else { return }
    notifier.reloading(at: MonotonicClock.nanoseconds())
    log.reopen()
    do throws(StartRefusal) {
      let next = try reload()
      log.adopt(next)
      server.adopt(next.settings)
      allowsRestart = next.allowsRestart
      let waiting = plan.differencesThatNeedRestart(from: next)
      log.info(
        "configuration read again", fields: waiting.isEmpty ? [:] : ["needsRestart": waiting.joined(separator: ",")])
    } catch {
      log.error("configuration not taken over, the running one stays: \(error.description)")
    }
    notifier.ready(status: statusLine)
    ProgramText.release()
  }

  private func end(_ outcome: Outcome) {
    signals?.close()
    statusTimer?.cancel()
    finish(outcome)
  }

  // MARK: What the manager hears

  /// Clients come and go in crowds; the manager hears of it at most once a second.
  fileprivate func clientsChanged() {
    crowd.reached(server.clientCount)
    guard !isStopping, statusTimer?.isPending != true else { return }
    statusTimer = EventLoop.shared.schedule(after: .seconds(1)) { [weak self] in
      guard let self, !isStopping else { return }
      notifier.status(statusLine)
      if crowd.hasFallen(to: server.clientCount) { HeapMemory.release() }
    }
  }

  private var clients: String { server.clientCount == 1 ? "1 client" : "\(server.clientCount) clients" }

  private var statusLine: String {
    "Listening on \(server.addresses.first.map(\.description) ?? "nothing"), \(clients)"
  }

  private func scheduleWatchdog() {
    guard let interval = ServiceNotifier.watchdogInterval() else { return }
    EventLoop.shared.schedule(after: interval) { [weak self] in
      self?.notifier.watchdog()
      self?.scheduleWatchdog()
    }
  }
}

/// Carries news from the server to the process that owns it.
@LoopActor private final class StatusRelay {
  weak var process: GatewayProcess?

  func changed() { process?.clientsChanged() }
}
