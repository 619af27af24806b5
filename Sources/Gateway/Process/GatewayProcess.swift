import CLinux
import GatewayProtocol
import Glibc
import Platform
import Transport

/// The gateway's life on the loop: bind, say ready, serve, obey signals, stop in order.
@LoopActor final class GatewayProcess {
  /// How the life ended.
  enum Outcome: Sendable {
    /// A signal asked for it, and all connections ended in order.
    case stopped
    /// Another life of the same process is to begin: what it would work with.
    case restart(StartPlan)
    /// The port could not be had.
    case bindFailed(SocketAddress, SystemError)
    case systemFailed(SystemError)
    /// The port is ours, and something else is not.
    case refused(StartRefusal)
  }

  let server: GatewayServer
  let log: GatewayLog
  private let plan: StartPlan
  private let planner: StartPlanner
  private let claim: @LoopActor () throws(StartRefusal) -> Void
  private let finish: @LoopActor (Outcome) -> Void
  var notifier: ServiceNotifier
  private var reloader: Reloader?
  private var signals: SignalSource?
  private var statusTimer: LoopTimer?
  private(set) var isStopping = false
  /// Whether the manager has been told of a reload that has not ended.
  var isReloading = false
  /// `commands.restart`.
  var allowsRestart: Bool

  /// How often a gateway has begun in this process.
  private static var lives = 0
  /// The time for clients to take their last messages and say goodbye, where the service manager leaves that much.
  private static let drainBudget = Duration.milliseconds(800)
  /// How long memory that was freed is kept for what may come.
  private static let tidyingInterval = Duration.seconds(10)
  /// What is left of the manager's patience for the end itself.
  private static let reserve = Duration.milliseconds(200)

  /// - Parameters:
  ///   - planner: reads the configuration again.
  ///   - claim: takes, once the port is ours, what else a gateway must have to itself.
  ///   - finish: called once, when everything has ended.
  init(
    _ plan: StartPlan, planner: StartPlanner, log: GatewayLog, notifier: ServiceNotifier,
    claim: @escaping @LoopActor () throws(StartRefusal) -> Void, finish: @escaping @LoopActor (Outcome) -> Void
  ) {
    self.plan = plan
    self.planner = planner
    self.log = log
    self.notifier = notifier
    self.claim = claim
    self.finish = finish
    allowsRestart = plan.allowsRestart
    let status = StatusRelay()
    var settings = plan.settings
    settings.restartCount = Self.lives
    Self.lives += 1
    server = GatewayServer(settings: settings, log: log) { status.changed() }
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
    server.openCanvas(on: plan.canvasAddresses)
    server.serve()
    log.info(
      "listening on \(server.addresses.map { "ws://\($0)" }.joined(separator: ", ")) (PID \(getpid()))",
      fields: ["profile": plan.settings.facts.profile, "config": plan.settings.facts.configPath.string])
    notifier.ready(status: statusLine)
    scheduleWatchdog()
    let reloader = Reloader(plan, planner: planner, log: log, target: self)
    self.reloader = reloader
    server.reloader = reloader
    reloader.begin()
    readSentinel()
    HeapMemory.keepRoom()
    scheduleTidying()
    ProgramText.release()
  }

  /// Says what the restart was for.
  private func readSentinel() {
    do throws(SystemError) {
      let file = SentinelFile(stateDirectory: plan.settings.facts.stateDirectory)
      guard let sentinel = try file.take() else { return }
      server.state.noted(sentinel.text)
    } catch { log.warn("the note of the last restart cannot be read: \(error)") }
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
    case SIGHUP:
      log.reopen()
      reloader?.requested()
    case SIGUSR1 where allowsRestart: reloader?.restart(because: "SIGUSR1")
    case SIGUSR1: log.warn("SIGUSR1 is ignored: it restarts the gateway only with commands.restart: true")
    default: stop(.stopped, because: signal == SIGINT ? "SIGINT" : "SIGTERM")
    }
  }

  /// Ends what goes on in order, with the outcome that is to be told.
  func stop(_ outcome: Outcome, because reason: String) {
    guard !isStopping else { return log.info("\(reason) is ignored: the gateway is stopping already") }
    isStopping = true
    reloader?.end()
    log.info("stopping: \(reason)", fields: ["clients": String(server.clientCount)])
    var restart: Duration?
    if case .restart = outcome {
      restart = .milliseconds(1500)
      if !isReloading { notifier.reloading(at: MonotonicClock.nanoseconds()) }
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

  private func end(_ outcome: Outcome) {
    signals?.close()
    reloader?.end()
    statusTimer?.cancel()
    finish(outcome)
  }

  // MARK: What the manager hears

  /// Clients come and go in crowds; the manager hears of it at most once a second.
  fileprivate func clientsChanged() {
    guard !isStopping, statusTimer?.isPending != true else { return }
    statusTimer = EventLoop.shared.schedule(after: .seconds(1)) { [weak self] in
      guard let self, !isStopping else { return }
      notifier.status(statusLine)
    }
  }

  private var clients: String { server.clientCount == 1 ? "1 client" : "\(server.clientCount) clients" }

  var statusLine: String {
    let problem = server.settings.facts.configuration.refusal.map { "; configuration refused: \($0.summary)" } ?? ""
    return "Listening on \(server.addresses.first.map(\.description) ?? "nothing"), \(clients)\(problem)"
  }

  /// What a crowd has left behind is given back a little later.
  private func scheduleTidying() {
    EventLoop.shared.schedule(after: Self.tidyingInterval) { [weak self] in
      guard let self, !isStopping else { return }
      HeapMemory.release()
      scheduleTidying()
    }
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
