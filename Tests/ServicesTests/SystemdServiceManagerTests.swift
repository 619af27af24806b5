import Platform
import Services
import Testing

@Suite("systemd as a service manager") struct SystemdServiceManagerTests {
  private let bus = ScriptedBus()
  private let unit = "x.service"
  private var manager: SystemdServiceManager { SystemdServiceManager(SystemdManager(scope: .user, bus: bus)) }
  private let soon = Deadline.after(.seconds(60))

  private func job(_ member: String, ends result: String) {
    bus.answer("ResetFailedUnit")
    bus.answer(member, .objectPath("/job/7"))
    bus.end("/job/7", result)
  }

  @Test("a start forgets failures, waits for its own job and looks again")
  func start() throws {
    bus.show("inactive")
    bus.show("active", "running", ["MainPID": .unsigned32(71)])
    job("StartUnit", ends: "done")
    let outcome = try manager.start(unit, deadline: soon) { _ in }
    #expect(outcome == .ready(ServiceStatus(state: .running, processID: 71, result: "")))
    #expect(bus.calls == ["look", "ResetFailedUnit x.service", "subscribe", "StartUnit x.service", "look"])
  }

  private let triggered: [String: BusValue] = ["TriggeredBy": .strings(["x.socket", "x.timer"])]

  @Test("a stop closes the sockets first, which would start the service again")
  func stopWithSocket() throws {
    bus.show("active", "running", triggered)
    bus.show("active", "listening")
    bus.show("active", "running", triggered)
    bus.show("inactive")
    bus.answer("StopUnit", .objectPath("/job/1"))
    bus.end("/job/1", "done")
    bus.answer("StopUnit", .objectPath("/job/2"))
    bus.end("/job/2", "done")
    guard case .stopped = try manager.stop(unit, deadline: soon, progress: { _ in }) else { throw Unexpected() }
    #expect(bus.calls.filter { $0.hasPrefix("StopUnit") } == ["StopUnit x.socket", "StopUnit x.service"])
  }

  @Test("a service that is down while its socket is listened on is no stopped one") func loaded() throws {
    bus.show("inactive", "dead", triggered)
    bus.show("active", "listening")
    #expect(try manager.status(of: unit, deadline: soon).isLoaded)
  }

  @Test("a start forgets the failures of its sockets as well") func startWithSocket() throws {
    bus.show("failed", "failed", triggered)
    bus.show("active", "running")
    job("StartUnit", ends: "done")
    bus.answer("ResetFailedUnit")
    guard case .ready = try manager.start(unit, deadline: soon, progress: { _ in }) else { throw Unexpected() }
    #expect(bus.calls.filter { $0.hasPrefix("Reset") } == ["ResetFailedUnit x.service", "ResetFailedUnit x.socket"])
  }

  @Test("a unit that is ready is left alone", arguments: ["active", "reloading"])
  func startOfRunning(_ state: String) throws {
    bus.show(state, "running")
    guard case .ready = try manager.start(unit, deadline: soon, progress: { _ in }) else { throw Unexpected() }
    #expect(bus.calls == ["look"])
  }

  @Test("a unit that waits for its next attempt is restarted, since a start would sit the delay out")
  func startOfRestarting() throws {
    bus.show("activating", "auto-restart")
    bus.show("active", "running")
    job("RestartUnit", ends: "done")
    guard case .ready = try manager.start(unit, deadline: soon, progress: { _ in }) else { throw Unexpected() }
    #expect(bus.calls.contains("RestartUnit x.service"))
  }

  @Test("a start that dies before readiness says how the process ended")
  func failedStart() throws {
    bus.show("inactive")
    bus.show("activating", "auto-restart", ["ExecMainCode": .signed32(1), "ExecMainStatus": .signed32(7)])
    job("StartUnit", ends: "failed")
    let outcome = try manager.start(unit, deadline: soon) { _ in }
    #expect(outcome == .failed(ServiceStatus(state: .restarting, lastExit: .exited(7), result: ""), job: "failed"))
  }

  @Test("a job that is done for a unit that is down again is no success")
  func endedAtOnce() throws {
    bus.show("inactive")
    job("StartUnit", ends: "done")
    guard case .failed = try manager.start(unit, deadline: soon, progress: { _ in }) else { throw Unexpected() }
  }

  @Test("jobs of others and other signals are passed over, and silence is reported as progress")
  func waits() throws {
    bus.show("active", "running")
    bus.answer("ResetFailedUnit")
    bus.answer("RestartUnit", .objectPath("/job/7"))
    bus.end("/job/6", "failed")
    bus.signal(BusSignal(path: "/", interface: "a.b", member: "JobRemoved", arguments: []))
    bus.signal(nil)
    bus.end("/job/7", "done")
    var reports = 0
    guard case .ready = try manager.restart(unit, deadline: soon, progress: { _ in reports += 1 }) else {
      throw Unexpected()
    }
    #expect(reports == 1)
  }

  @Test("a look at the unit that gets no answer does not end the wait for its job")
  func silentLook() throws {
    bus.answer("StartUnit", .objectPath("/job/7"))
    bus.signal(nil)
    bus.end("/job/7", "done")
    let result = try manager.systemd.run(.start, on: unit, deadline: soon) { _ in }
    #expect(result == "done" && bus.calls == ["subscribe", "StartUnit x.service", "look"])
  }

  @Test("when the wait is over the unit is still starting, and nobody stops it")
  func stillStarting() throws {
    bus.show("activating", "start")
    bus.answer("ResetFailedUnit")
    bus.answer("RestartUnit", .objectPath("/job/7"))
    let past = Deadline(nanoseconds: 0)
    let outcome = try manager.restart(unit, deadline: past) { _ in }
    #expect(outcome == .stillStarting(ServiceStatus(state: .starting, result: "")))
    #expect(!bus.calls.contains("StopUnit x.service"))
  }

  @Test("stopping what is down asks for nothing", arguments: ["inactive", "failed"])
  func stopOfStopped(_ state: String) throws {
    bus.show(state)
    guard case .wasDown = try manager.stop(unit, deadline: soon, progress: { _ in }) else { throw Unexpected() }
    #expect(bus.calls == ["look"])
  }

  @Test("a stop waits until the unit is down")
  func stop() throws {
    bus.show("active")
    bus.show("inactive")
    bus.answer("StopUnit", .objectPath("/job/7"))
    bus.end("/job/7", "done")
    let outcome = try manager.stop(unit, deadline: soon) { _ in }
    #expect(outcome == .stopped(ServiceStatus(state: .stopped, result: "")))
  }

  @Test("enabling reads unit files first, and again when links were made")
  func register() throws {
    let link = BusValue.structure([.string("symlink"), .string("/a"), .string("/b")])
    for _ in 0..<3 { bus.answer("Reload") }
    bus.answer("EnableUnitFiles", .boolean(true), .array(of: "(sss)", [link]))
    bus.answer("EnableUnitFiles", .boolean(true), .array(of: "(sss)", []))
    #expect(try manager.register(unit, deadline: soon))
    #expect(try !manager.register(unit, deadline: soon))
    #expect(bus.calls == ["Reload", "EnableUnitFiles", "Reload", "Reload", "EnableUnitFiles"])
  }

  struct Refusal: Sendable {
    let name: String
    let code: String
  }

  @Test("refusals are told apart by the error's name", arguments: refusals)
  func refused(_ row: Refusal) {
    bus.refuse("EnableUnitFiles", row.name)
    let error = #expect(throws: ServiceManagerError.self) { try manager.systemd.enable(unit, deadline: soon) }
    #expect(error?.code == row.code)
  }

  static let refusals = [
    Refusal(name: "org.freedesktop.systemd1.NoSuchUnit", code: "no-such-unit"),
    Refusal(name: "org.freedesktop.systemd1.UnitMasked", code: "unit-masked"),
    Refusal(name: "org.freedesktop.DBus.Error.AccessDenied", code: "access-denied"),
    Refusal(name: "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired", code: "access-denied"),
    Refusal(name: "org.freedesktop.DBus.Error.ServiceUnknown", code: "user-manager-unreachable"),
    Refusal(name: "org.freedesktop.DBus.Error.NoReply", code: "manager-timeout"),
    Refusal(name: "org.freedesktop.systemd1.Whatever", code: "manager-refused"),
  ]

  @Test("a unit that is not in memory has no failures to forget")
  func resetOfAbsent() throws {
    bus.refuse("ResetFailedUnit", "org.freedesktop.systemd1.NoSuchUnit")
    try manager.systemd.resetFailed(unit, deadline: soon)
    bus.refuse("ResetFailedUnit", "org.freedesktop.DBus.Error.AccessDenied")
    #expect(throws: ServiceManagerError.self) { try manager.systemd.resetFailed(unit, deadline: soon) }
  }
}
