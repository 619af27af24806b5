import Glibc
import Services
import Testing

@Suite("The life of a supervised service") struct ServiceMachineTests {
  /// The policy of our template.
  static var policy: RestartPolicy {
    var policy = RestartPolicy()
    policy.condition = .always
    policy.delay = .seconds(5)
    policy.startLimit = StartLimit(interval: .seconds(400), burst: 5)
    policy.preventing = [.exited(78)]
    policy.successes = [.exited(143)]
    policy.startTimeout = .seconds(60)
    policy.stopTimeout = .seconds(30)
    policy.watchdog = .seconds(30)
    policy.awaitsReadiness = true
    return policy
  }

  static func message(_ text: String) throws -> NotifyMessage { try #require(NotifyMessage(Array(text.utf8))) }

  /// A service that has been running since second 1.
  static func running(_ policy: RestartPolicy = policy) throws -> ServiceMachine {
    var machine = ServiceMachine(policy: policy)
    #expect(machine.start(at: .zero) == [.spawn])
    #expect(machine.received(try message("READY=1"), at: .seconds(1)) == [])
    return machine
  }

  @Test("it is running when it has said so, and not before") func readiness() throws {
    var machine = ServiceMachine(policy: Self.policy)
    #expect(machine.state == .stopped && machine.nextAlarm == nil)
    #expect(machine.start(at: .zero) == [.spawn])
    #expect(machine.state == .starting && machine.nextAlarm == .seconds(60))
    #expect(machine.received(try Self.message("STATUS=reading"), at: .seconds(1)) == [])
    #expect(machine.state == .starting && machine.statusText == "reading")
    #expect(machine.received(try Self.message("READY=1\nSTATUS="), at: .seconds(2)) == [])
    #expect(machine.state == .running && machine.statusText == nil && machine.nextAlarm == .seconds(32))
    #expect(machine.start(at: .seconds(3)) == [])
  }

  @Test("a simple service runs as soon as it is started") func simple() {
    var policy = Self.policy
    policy.awaitsReadiness = false
    policy.watchdog = nil
    var machine = ServiceMachine(policy: policy)
    #expect(machine.start(at: .zero) == [.spawn])
    #expect(machine.state == .running && machine.nextAlarm == nil)
  }

  @Test("an end is followed by a start after the delay, counted") func restart() throws {
    var machine = try Self.running()
    #expect(machine.ended(.killed(signal: 9, dumped: false), at: .seconds(9)) == [.killAll])
    #expect(machine.state == .restarting && machine.result == .signal && machine.nextAlarm == .seconds(14))
    #expect(machine.passed(to: .seconds(13)) == [])
    #expect(machine.passed(to: .seconds(14)) == [.spawn])
    #expect(machine.state == .starting && machine.restarts == 1)
    #expect(machine.result == .success && machine.lastExit == nil)
  }

  @Test("a start that takes too long is ended and tried again; a service may ask for more time")
  func startTimeout() throws {
    var machine = ServiceMachine(policy: Self.policy)
    _ = machine.start(at: .zero)
    #expect(machine.received(try Self.message("EXTEND_TIMEOUT_USEC=5000000"), at: .seconds(1)) == [])
    #expect(machine.nextAlarm == .seconds(60), "never shorter")
    #expect(machine.received(try Self.message("EXTEND_TIMEOUT_USEC=50000000"), at: .seconds(50)) == [])
    #expect(machine.passed(to: .seconds(99)) == [])
    #expect(machine.passed(to: .seconds(100)) == [.signal(SIGTERM)])
    #expect(machine.state == .stopping)
    #expect(machine.ended(.killed(signal: 15, dumped: false), at: .seconds(101)) == [.killAll])
    #expect(machine.result == .timeout && machine.state == .restarting)
  }

  @Test("a stop asks, then kills, and stays down") func stop() throws {
    var machine = try Self.running()
    #expect(machine.stop(at: .seconds(2)) == [.signal(SIGTERM)])
    #expect(machine.state == .stopping && machine.nextAlarm == .seconds(32))
    #expect(machine.passed(to: .seconds(32)) == [.killAll])
    #expect(machine.nextAlarm == nil)
    #expect(machine.ended(.killed(signal: 9, dumped: false), at: .seconds(33)) == [.killAll])
    #expect(machine.state == .failed && machine.result == .timeout && machine.nextAlarm == nil)
    #expect(machine.stop(at: .seconds(34)) == [])
    #expect(machine.start(at: .seconds(35)) == [.spawn])
  }

  @Test(
    "an end in order after a stop is no failure",
    arguments: [.exited(0), .exited(143), .killed(signal: 15, dumped: false)] as [ServiceExit])
  func orderlyStop(_ exit: ServiceExit) throws {
    var machine = try Self.running()
    _ = machine.stop(at: .seconds(2))
    #expect(machine.ended(exit, at: .seconds(3)) == [.killAll])
    #expect(machine.state == .stopped && machine.result == .success)
  }

  @Test("a stop while a restart is due drops it") func stopWaiting() throws {
    var machine = try Self.running()
    _ = machine.ended(.exited(1), at: .seconds(2))
    #expect(machine.stop(at: .seconds(3)) == [])
    #expect(machine.state == .stopped && machine.nextAlarm == nil && machine.passed(to: .seconds(99)) == [])
  }

  @Test("a restart is a stop and a start without the delay") func restartAsked() throws {
    var machine = try Self.running()
    #expect(machine.restart(at: .seconds(2)) == [.signal(SIGTERM)])
    #expect(machine.ended(.exited(0), at: .seconds(3)) == [.killAll, .spawn])
    #expect(machine.state == .starting && machine.restarts == 0)
  }

  @Test("whoever speaks last while it stops has their way") func changeOfMind() throws {
    var machine = try Self.running()
    _ = machine.stop(at: .seconds(2))
    #expect(machine.start(at: .seconds(2)) == [])
    #expect(machine.ended(.exited(0), at: .seconds(3)) == [.killAll, .spawn])
    _ = machine.restart(at: .seconds(4))
    #expect(machine.stop(at: .seconds(4)) == [])
    #expect(machine.ended(.exited(0), at: .seconds(5)) == [.killAll])
    #expect(machine.state == .stopped)
  }

  @Test("a frozen service is aborted, killed if need be, and started again") func watchdog() throws {
    var machine = try Self.running()
    #expect(machine.received(try Self.message("WATCHDOG=1"), at: .seconds(20)) == [])
    #expect(machine.passed(to: .seconds(31)) == [] && machine.nextAlarm == .seconds(50))
    #expect(machine.passed(to: .seconds(50)) == [.signal(SIGABRT)])
    #expect(machine.passed(to: .seconds(80)) == [.killAll])
    #expect(machine.ended(.killed(signal: 9, dumped: false), at: .seconds(81)) == [.killAll])
    #expect(machine.state == .restarting && machine.result == .watchdog)
  }

  @Test("a service that knows it is not well is aborted at once") func trigger() throws {
    var machine = try Self.running()
    #expect(machine.received(try Self.message("WATCHDOG=trigger"), at: .seconds(2)) == [.signal(SIGABRT)])
    #expect(machine.result == .watchdog)
  }

  @Test("a reload is told from running, and the watchdog goes on") func reload() throws {
    var machine = try Self.running()
    _ = machine.received(try Self.message("RELOADING=1"), at: .seconds(2))
    #expect(machine.state == .reloading && machine.nextAlarm == .seconds(31))
    _ = machine.received(try Self.message("READY=1"), at: .seconds(3))
    #expect(machine.state == .running && machine.nextAlarm == .seconds(33))
  }

  @Test("a service that announces its own end has the stop timeout, and the policy decides then")
  func stopping() throws {
    var machine = try Self.running()
    _ = machine.received(try Self.message("STOPPING=1"), at: .seconds(2))
    #expect(machine.state == .stopping && machine.nextAlarm == .seconds(32))
    #expect(machine.ended(.exited(0), at: .seconds(3)) == [.killAll])
    #expect(machine.state == .restarting)
  }

  @Test("exit status 78 is final, and says that the configuration was rejected") func rejected() {
    var machine = ServiceMachine(policy: Self.policy)
    _ = machine.start(at: .zero)
    #expect(machine.ended(.exited(78), at: .seconds(1)) == [.killAll])
    #expect(machine.state == .configurationRejected && machine.nextAlarm == nil && machine.restarts == 0)
  }

  @Test("a clean end before readiness breaks the protocol") func protocolBroken() {
    var machine = ServiceMachine(policy: Self.policy)
    _ = machine.start(at: .zero)
    _ = machine.ended(.exited(0), at: .seconds(1))
    #expect(machine.result == .protocol && machine.state == .restarting)
  }

  @Test("it gives up after exactly as many starts as allowed, until somebody asks") func givesUp() {
    var machine = ServiceMachine(policy: Self.policy)
    var starts = machine.start(at: .zero).filter { $0 == .spawn }.count
    var now = Duration.zero
    for _ in 0..<20 {
      now += .seconds(4)
      _ = machine.ended(.exited(1), at: now)
      now += .seconds(5)
      starts += machine.passed(to: now).filter { $0 == .spawn }.count
    }
    #expect(starts == 5 && machine.state == .gaveUp && machine.result == .startLimitHit && machine.nextAlarm == nil)
    #expect(machine.start(at: now) == [.spawn])
    #expect(machine.restarts == 0 && machine.state == .starting)
  }

  @Test("forgetting failures leaves a service down that had failed") func forget() {
    var machine = ServiceMachine(policy: Self.policy)
    _ = machine.start(at: .zero)
    _ = machine.ended(.exited(78), at: .zero)
    machine.forgetFailures()
    #expect(machine.state == .stopped && machine.result == .success)
  }

  @Test("what is adopted goes on as it was, and its unseen end is a crash") func adopted() throws {
    var machine = ServiceMachine(policy: Self.policy)
    machine.adopt(isReady: true, restarts: 3, at: .seconds(10))
    #expect(machine.state == .running && machine.restarts == 3 && machine.nextAlarm == .seconds(40))
    #expect(machine.ended(nil, at: .seconds(11)) == [.killAll])
    #expect(machine.state == .restarting && machine.result == .lost && machine.lastExit == nil)
  }

  @Test("of an adopted service whose word was lost, a sign of life says that it is ready")
  func adoptedStarting() throws {
    var machine = ServiceMachine(policy: Self.policy)
    machine.adopt(isReady: false, restarts: 0, at: .zero)
    #expect(machine.state == .starting)
    _ = machine.received(try Self.message("WATCHDOG=1"), at: .seconds(15))
    #expect(machine.state == .running)
  }

  @Test("an end that nobody waits for changes nothing") func strayEnd() {
    var machine = ServiceMachine(policy: Self.policy)
    #expect(machine.ended(.exited(1), at: .zero) == [] && machine.state == .stopped)
  }
}
