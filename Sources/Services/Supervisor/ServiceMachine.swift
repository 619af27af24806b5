import Glibc
import Platform

/// The life of one supervised service: what is to be done when something is asked for, said, or has ended.
///
/// Pure: moments are lengths of time on a clock of the caller's choice that never goes back.
package struct ServiceMachine: Hashable, Sendable {
  /// What the caller is to do, in order.
  package enum Action: Hashable, Sendable {
    case spawn
    /// Send a signal to the main process.
    case signal(Int32)
    /// Send SIGKILL to whatever is left of the service, the main process included.
    case killAll
  }

  /// Where the service is in its life.
  package enum Phase: Hashable, Sendable {
    case down
    case starting
    case running
    case reloading
    case stopping(then: Intent)
    /// It is started again after the delay.
    case waiting
    case failed
  }

  /// What follows a stop.
  package enum Intent: Hashable, Sendable {
    case stayDown
    case startAgain
    /// The restart policy says.
    case followPolicy
  }

  package private(set) var phase = Phase.down
  /// The outcome of the last run; success while it goes on.
  package private(set) var result = RunResult.success
  /// How the last run ended; nil while it goes on, and when that is not known.
  package private(set) var lastExit: ServiceExit?
  /// How often it was started again by itself since somebody asked for a start.
  package private(set) var restarts = 0
  /// What it says of itself.
  package private(set) var statusText: String?
  /// The policy in force; a change counts from the next event on.
  package var policy: RestartPolicy {
    didSet { if policy.startLimit != oldValue.startLimit { starts = policy.startLimit } }
  }

  private var starts: StartLimit
  private var alarm: Duration?
  private var watchdogAlarm: Duration?
  private var isKilling = false
  private var isAdopted = false

  package init(policy: RestartPolicy) {
    self.policy = policy
    starts = policy.startLimit
  }

  /// When `passed` is to be called at the latest; nil when nothing is waited for.
  package var nextAlarm: Duration? { [alarm, watchdogAlarm].compactMap(\.self).min() }

  /// Whether the service has a process, or is about to have one.
  package var hasProcess: Bool {
    switch phase {
    case .starting, .running, .reloading, .stopping: true
    case .down, .waiting, .failed: false
    }
  }

  // MARK: What people ask for

  /// Starts a service that is down, and forgets its failures.
  package mutating func start(at now: Duration) -> [Action] {
    forgetFailures()
    switch phase {
    case .starting, .running, .reloading: return []
    case .stopping:
      phase = .stopping(then: .startAgain)
      return []
    case .down, .waiting, .failed: return begin(now)
    }
  }

  /// Stops a service that runs, starts it, and forgets its failures.
  package mutating func restart(at now: Duration) -> [Action] {
    switch phase {
    case .starting, .running, .reloading:
      forgetFailures()
      return stop(then: .startAgain, now)
    case .down, .waiting, .failed, .stopping: return start(at: now)
    }
  }

  /// Stops a service; it stays down.
  package mutating func stop(at now: Duration) -> [Action] {
    switch phase {
    case .down, .failed: return []
    case .waiting:
      settle(.down)
      return []
    case .stopping:
      phase = .stopping(then: .stayDown)
      return []
    case .starting, .running, .reloading: return stop(then: .stayDown, now)
    }
  }

  /// Forgets failures and the count of starts: `systemctl reset-failed`.
  package mutating func forgetFailures() {
    starts.reset()
    restarts = 0
    guard phase == .failed else { return }
    phase = .down
    result = .success
  }

  /// Takes over a process that an earlier supervisor has started.
  package mutating func adopt(isReady: Bool, restarts: Int, at now: Duration) {
    self.restarts = restarts
    result = .success
    lastExit = nil
    isAdopted = true
    if isReady || !policy.awaitsReadiness { becomeReady(now) } else { enter(.starting, for: policy.startTimeout, now) }
  }

  // MARK: What happens

  /// The main process has said something.
  package mutating func received(_ message: NotifyMessage, at now: Duration) -> [Action] {
    var actions: [Action] = []
    for assignment in message.assignments { actions += received(assignment, now) }
    return actions
  }

  /// The main process has ended; nil when it cannot be known how.
  package mutating func ended(_ exit: ServiceExit?, at now: Duration) -> [Action] {
    guard hasProcess else { return [] }
    let former = phase
    lastExit = exit
    statusText = nil
    // What was told to stop has stopped, even if nobody can learn how.
    let isAsked = exit == nil && (former == .stopping(then: .stayDown) || former == .stopping(then: .startAgain))
    if result == .success, !isAsked { result = RunResult(exit, policy: policy) }
    if result == .success, former == .starting, policy.awaitsReadiness { result = .protocol }
    settle(result == .success ? .down : .failed)
    switch former {
    case .stopping(.stayDown): break
    case .stopping(.startAgain): return [.killAll] + begin(now)
    default: if policy.restarts(after: result, exit) { enter(.waiting, for: policy.delay, now) }
    }
    return [.killAll]
  }

  /// Time has passed, to `now`.
  package mutating func passed(to now: Duration) -> [Action] {
    if let watchdogAlarm, watchdogAlarm <= now { return abort(now) }
    guard let due = alarm, due <= now else { return [] }
    alarm = nil
    switch phase {
    case .waiting:
      restarts += 1
      return begin(now)
    case .starting:
      result = .timeout
      return stop(then: .followPolicy, now)
    case .stopping where !isKilling:
      isKilling = true
      if result == .success { result = .timeout }
      return [.killAll]
    case .stopping, .down, .running, .reloading, .failed: return []
    }
  }

  // MARK: Steps

  private mutating func received(_ assignment: NotifyMessage.Assignment, _ now: Duration) -> [Action] {
    switch (assignment, phase) {
    case (.ready, .starting), (.ready, .reloading): becomeReady(now)
    // Only a service that is ready sends these; of an adopted one the word itself may have been lost.
    case (.watchdog, .starting) where isAdopted: becomeReady(now)
    case (.reloading, .running): phase = .reloading
    case (.stopping, .starting), (.stopping, .running), (.stopping, .reloading):
      enter(.stopping(then: .followPolicy), for: policy.stopTimeout, now)
      watchdogAlarm = nil
    case (.status(let text), _): statusText = text.isEmpty ? nil : text
    case (.extendTimeout(let length), _): alarm = alarm.map { max($0, now + length) }
    case (.watchdog, _) where watchdogAlarm != nil: watchdogAlarm = policy.watchdog.map { now + $0 }
    case (.watchdogTrigger, .running), (.watchdogTrigger, .reloading): return abort(now)
    default: break
    }
    return []
  }

  private mutating func begin(_ now: Duration) -> [Action] {
    guard starts.allows(at: now) else {
      result = .startLimitHit
      settle(.failed)
      return []
    }
    result = .success
    lastExit = nil
    isAdopted = false
    if policy.awaitsReadiness { enter(.starting, for: policy.startTimeout, now) } else { becomeReady(now) }
    return [.spawn]
  }

  private mutating func becomeReady(_ now: Duration) {
    enter(.running, for: nil, now)
    watchdogAlarm = policy.watchdog.map { now + $0 }
  }

  private mutating func stop(then intent: Intent, _ now: Duration) -> [Action] {
    enter(.stopping(then: intent), for: policy.stopTimeout, now)
    watchdogAlarm = nil
    return [.signal(SIGTERM)]
  }

  private mutating func abort(_ now: Duration) -> [Action] {
    result = .watchdog
    enter(.stopping(then: .followPolicy), for: policy.stopTimeout, now)
    watchdogAlarm = nil
    return [.signal(SIGABRT)]
  }

  private mutating func settle(_ phase: Phase) {
    self.phase = phase
    alarm = nil
    watchdogAlarm = nil
    isKilling = false
  }

  private mutating func enter(_ phase: Phase, for limit: Duration?, _ now: Duration) {
    self.phase = phase
    alarm = limit.map { now + $0 }
    isKilling = false
  }
}

extension ServiceMachine {
  /// The phase in the words that every service manager has.
  package var state: ServiceState {
    switch phase {
    case .down: .stopped
    case .starting: .starting
    case .running: .running
    case .reloading: .reloading
    case .stopping: .stopping
    case .waiting: .restarting
    case .failed where lastExit == .configurationRejected: .configurationRejected
    case .failed: result == .startLimitHit ? .gaveUp : .failed
    }
  }
}
