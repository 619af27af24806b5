import Configuration
import JSON
import Platform
import Transport

/// Reads the configuration again when its files change or somebody asks, and has the gateway take over what it may.
///
/// What no gateway would start with is not taken over: the running configuration stays, and `state` says what is wrong
/// until it is mended. Files are read on `WorkThread`.
@LoopActor final class Reloader {
  private let started: StartPlan
  private var applied: StartPlan
  private let planner: StartPlanner
  private let log: GatewayLog
  private weak var target: (any ReloadTarget)?
  private var watch: ConfigurationWatch?
  private var schedule: ReloadSchedule
  private var timer: LoopTimer?
  private var restart: LoopTimer?
  private var releasing: LoopTimer?
  private var isAnnounced = false
  private var hasEnded = false
  private var waiters = ReloadWaiters()
  /// How long after a method has asked for it a restart begins; nil when no method asks.
  private var restartDelay: Duration?
  /// How many methods hold restarts back, and whether one has been.
  private var holds = 0
  private var hasHeldBack = false
  /// Why the gateway is to start again whatever the configuration says; nil when it is not.
  private var restartReason: String?
  /// How the file stands to what is in force.
  private(set) var state: ConfigurationState { didSet { if state != oldValue { target?.tell(state) } } }

  /// A reader of what the planner plans from.
  ///
  /// - Parameter plan: what the gateway has started with.
  init(_ plan: StartPlan, planner: StartPlanner, log: GatewayLog, target: any ReloadTarget) {
    started = plan
    applied = plan
    self.log = log
    self.target = target
    self.planner = planner
    schedule = ReloadSchedule(rest: plan.configuration.configuration.reload.debounce)
    state = ConfigurationState(plan.configuration)
  }

  /// What a method's answer needs to reach its client before the connection ends.
  private static let shortestDelay = Duration.milliseconds(100)

  // MARK: Asking

  /// Begins to watch the configuration's files.
  ///
  /// The main file is looked at once more, for it may have changed since it was read.
  func begin() {
    watch = ConfigurationWatch { [weak self] in self?.filesChanged() }
    follow(WatchedPlaces(of: started.configuration.sources))
    do throws(SystemError) {
      if try Files.readRegular(started.configuration.path) != started.configuration.bytes { filesChanged() }
    } catch { filesChanged() }
  }

  /// One of the files has changed, or may have.
  func filesChanged() { perform(schedule.changed(at: MonotonicClock.nanoseconds())) }

  /// A person wants the configuration read now: SIGHUP.
  func requested() {
    guard !hasEnded else { return }
    announce()
    perform(schedule.requested(.signal))
  }

  /// The gateway is to start again, if it can with the configuration as it is now.
  func restart(because reason: String) {
    restartReason = reason
    perform(schedule.requested(.method))
  }

  /// Why a gateway would not start with a configuration that is not written yet; nil when it would.
  ///
  /// To be asked on `WorkThread`.
  nonisolated func refusal(of snapshot: ConfigurationSnapshot) -> StartRefusal? {
    if case .failure(let refusal) = planner.reading(of: snapshot).plan { refusal } else { nil }
  }

  /// No restart begins until `releaseRestarts`, for a method is about to write the file and has to be answered.
  func holdRestarts() { holds += 1 }

  /// Restarts may begin again; what has been held back is looked at anew.
  func releaseRestarts() {
    holds -= 1
    guard holds == 0, hasHeldBack else { return }
    hasHeldBack = false
    filesChanged()
  }

  /// A method has written the file and wants it applied.
  ///
  /// - Parameter delay: how long a restart waits, so that the method is answered before.
  func apply(restartingAfter delay: Duration) async -> ReloadOutcome {
    guard !hasEnded else { return .tooLate }
    restartDelay = max(delay, Self.shortestDelay)
    return await withCheckedContinuation { continuation in
      waiters.add(continuation)
      perform(schedule.requested(.method))
    }
  }

  /// Nothing is read or told any more.
  func end() {
    hasEnded = true
    timer?.cancel()
    restart?.cancel()
    releasing?.cancel()
    watch?.close()
    waiters.end(.tooLate)
  }

  // MARK: Reading

  private func perform(_ action: ReloadSchedule.Action) {
    guard !hasEnded else { return }
    timer?.cancel()
    switch action {
    case .nothing: break
    case .wait(let moment):
      timer = EventLoop.shared.schedule(after: .nanoseconds(max(0, moment - MonotonicClock.nanoseconds()))) {
        [weak self] in
        guard let self else { return }
        perform(schedule.reached(MonotonicClock.nanoseconds()))
      }
    case .read(let trigger): beginReading(trigger)
    }
  }

  private func beginReading(_ trigger: ReloadTrigger) {
    waiters.readingBegins()
    let (planner, running) = (planner, applied)
    LoopActor.start { [weak self] in
      let (reading, places) = await WorkThread.shared.run {
        let reading = planner.read(replacing: running)
        return (reading, WatchedPlaces(of: reading.snapshot.sources))
      }
      guard let self, !hasEnded else { return }
      follow(places)
      waiters.readingEnded(received(reading, trigger))
      // What took no restart leaves none of a method's delay to a later edit.
      if waiters.isEmpty { restartDelay = nil }
      if isAnnounced {
        isAnnounced = false
        target?.reloadEnded()
      }
      perform(schedule.finished(at: MonotonicClock.nanoseconds()))
      releaseTextSoon()
    }
  }

  /// Once all that follows from a reading has been done, its instructions need not be resident any more.
  private func releaseTextSoon() {
    releasing?.cancel()
    releasing = EventLoop.shared.schedule(after: .seconds(1)) { ProgramText.release() }
  }

  private func announce() {
    if !isAnnounced { target?.reloadBegins() }
    isAnnounced = true
  }

  // MARK: Taking over

  private func received(_ reading: ConfigurationReading, _ trigger: ReloadTrigger) -> ReloadOutcome {
    do throws(StartRefusal) {
      return take(try reading.plan.get(), trigger)
    } catch {
      return refuse(error, reading.snapshot, isAsked: trigger > .edit)
    }
  }

  private func refuse(_ refusal: StartRefusal, _ snapshot: ConfigurationSnapshot, isAsked: Bool) -> ReloadOutcome {
    let text = refusal.description
    if isAsked || state.refusal?.text != text {
      log.error("configuration not taken over, the running one stays: \(text)", subsystem: "reload")
    }
    restart?.cancel()
    restartReason = nil
    state.refusal = .init(problems: snapshot.issues, text: text)
    return .refused(text)
  }

  private func take(_ next: StartPlan, _ trigger: ReloadTrigger) -> ReloadOutcome {
    let policy = next.configuration.configuration.reload
    schedule.rest = policy.debounce
    if state.refusal != nil { log.info("the configuration is whole again", subsystem: "reload") }
    let plan = ReloadPlan(
      fresh: next.changes(since: applied), outstanding: next.changes(since: started), mode: policy.mode,
      trigger: trigger)
    var state = ConfigurationState(plan.step == .apply ? next.configuration : applied.configuration)
    (state.mode, state.watchProblem, state.waiting) = (policy.mode, self.state.watchProblem, plan.waiting)
    tellWaiting(plan.waiting, in: policy.mode)
    defer { self.state = state }
    if let reason = restartReason.take() {
      target?.restart(with: next, because: reason)
      return .restarting
    }
    switch plan.step {
    case .leave: return .applied
    case .apply:
      restart?.cancel()
      apply(next, plan)
      return .applied
    case .restart:
      state.waiting = plan.taken
      restart(with: next, plan.taken)
      return .restarting
    }
  }

  private func apply(_ next: StartPlan, _ plan: ReloadPlan) {
    if next.configuration.hash != applied.configuration.hash || plan.hasNews {
      announce()
      for warning in next.warnings where !applied.warnings.contains(warning) { log.warn(warning, subsystem: "config") }
      target?.take(started.settings(after: next), of: next)
    }
    applied = next
    guard isAnnounced else { return }
    if !plan.taken.isEmpty {
      log.info("configuration applied: \(plan.taken.joined(separator: ", "))", subsystem: "reload")
    }
    if plan.taken.isEmpty || !plan.noted.isEmpty {
      let names = plan.noted.isEmpty ? "no value in it is new" : plan.noted.joined(separator: ", ")
      log.info("configuration read again: \(names)", subsystem: "reload")
    }
  }

  private func tellWaiting(_ keys: [String], in mode: GatewayConfiguration.ReloadPolicy.Mode) {
    guard !keys.isEmpty, keys != state.waiting else { return }
    log.warn(
      "gateway.reload.mode is \(mode.rawValue): these wait for a restart: \(keys.joined(separator: ", "))",
      subsystem: "reload")
  }

  /// Requests that come together lead to one restart.
  private func restart(with next: StartPlan, _ keys: [String]) {
    let delay = restartDelay.take()
    guard restart?.isPending != true else { return }
    let names = keys.joined(separator: ", ")
    if holds > 0, delay == nil {
      hasHeldBack = true
      return
    }
    guard let delay else {
      target?.restart(with: next, because: "\(names) changed")
      return
    }
    log.info("a restart follows in \(delay.milliseconds) ms: \(names) changed", subsystem: "reload")
    restart = EventLoop.shared.schedule(after: delay) { [weak self] in
      guard let self else { return }
      perform(schedule.requested(.method))
    }
  }

  // MARK: Watching

  private func follow(_ places: WatchedPlaces) {
    guard let watch else { return }
    let problem = watch.follow(places)
    if let problem, problem != state.watchProblem {
      log.warn("changes of the configuration are not noticed: \(problem). SIGHUP takes them over", subsystem: "reload")
    }
    state.watchProblem = problem
  }
}

extension ConfigurationState {
  /// What is in force right after it was read.
  init(_ snapshot: ConfigurationSnapshot) {
    self.init(path: snapshot.path, hash: snapshot.hash)
    mode = snapshot.configuration.reload.mode
  }
}
