import Platform
import Services
import Testing

@Suite("Changes of activity") struct ActivityChangeTests {
  private let rig = ServiceRig()

  private func change(_ action: ActivityChange.Action) -> ActivityChange {
    ActivityChange(action, unit: rig.unit, through: rig.connection, wait: .seconds(60)) { _ in }
  }

  struct Row: Sendable {
    let action: ActivityChange.Action
    let active: String
    var sub = ""
    /// How it is taken back; nil when nothing is to be done.
    let verb: String?
  }

  @Test(
    "what has to be done depends on the state, and so does how it is taken back",
    arguments: [
      Row(action: .start, active: "inactive", verb: "stop-unit"),
      Row(action: .start, active: "failed", verb: "stop-unit"),
      Row(action: .start, active: "active", verb: nil), Row(action: .start, active: "reloading", verb: nil),
      Row(action: .start, active: "activating", sub: "auto-restart", verb: "leave-unit"),
      Row(action: .start, active: "activating", sub: "start", verb: "leave-unit"),
      Row(action: .restart, active: "active", verb: "leave-unit"),
      Row(action: .restart, active: "inactive", verb: "stop-unit"),
      Row(action: .stop, active: "active", verb: "start-unit"),
      Row(action: .stop, active: "activating", sub: "auto-restart", verb: "start-unit"),
      Row(action: .stop, active: "deactivating", verb: "start-unit"),
      Row(action: .stop, active: "inactive", verb: nil), Row(action: .stop, active: "failed", verb: nil),
    ])
  func need(_ row: Row) throws {
    rig.bus.show(row.active, row.sub)
    let record = try change(row.action).undoRecord()
    #expect(record?.verb == row.verb)
    if let record { #expect(record.texts == ["user", "1000", rig.unit]) }
  }

  @Test("a start that is refused by the gateway itself carries its state")
  func failed() throws {
    rig.bus.show("inactive")
    rig.bus.show("failed", "failed", ["ExecMainCode": .signed32(1), "ExecMainStatus": .signed32(78)])
    rig.bus.answer("ResetFailedUnit")
    rig.job("StartUnit", ends: "failed")
    let failure = #expect(throws: ActivityFailure.self) { try change(.start).apply() }
    #expect(failure?.status.state == .configurationRejected && failure?.status.lastExit == .exited(78))
  }

  @Test("one that becomes ready is no failure, nor is one that was down when it was to stop")
  func succeeded() throws {
    rig.bus.show("inactive")
    rig.bus.show("active", "running")
    rig.bus.answer("ResetFailedUnit")
    rig.job("StartUnit")
    try change(.start).apply()
    let other = ServiceRig()
    other.bus.show("inactive")
    try ActivityChange(.stop, unit: other.unit, through: other.connection, wait: .seconds(1)) { _ in }.apply()
    #expect(other.bus.calls == ["look"])
  }

  @Test("a stop that goes wrong says what the state is then")
  func stopFailed() throws {
    rig.bus.show("active")
    rig.bus.show("failed")
    rig.job("StopUnit", ends: "failed")
    let failure = #expect(throws: ActivityFailure.self) { try change(.stop).apply() }
    #expect(failure == .stopFailed(ServiceStatus(state: .failed, result: ""), job: "failed"))
  }

  @Test("a stop whose wait ended first is done when the service is down", arguments: [true, false])
  func stopInTime(isDown: Bool) throws {
    rig.bus.show("active")
    rig.bus.show(isDown ? "inactive" : "deactivating")
    rig.bus.answer("StopUnit", .objectPath("/job/7"))
    let change = ActivityChange(.stop, unit: rig.unit, through: rig.connection, wait: .zero) { _ in }
    if isDown {
      #expect(try change.perform())
    } else {
      #expect(throws: ActivityFailure.self) { try change.perform() }
    }
  }

  @Test("a manager that is gone is told as such, not as a failed start")
  func unreachable() {
    let gone = ServiceConnection(scope: .user, userID: 1) { () throws(ServiceManagerError) in throw .noServiceManager }
    let change = ActivityChange(.start, unit: "x.service", through: gone, wait: .seconds(1)) { _ in }
    #expect(throws: ServiceManagerError.noServiceManager) { try change.undoRecord() }
    #expect(throws: ServiceManagerError.noServiceManager) { try change.apply() }
  }

  @Test("steps and summaries name the unit") func words() {
    #expect(change(.start).step == "start" && change(.stop).summary == "stop x.service")
    #expect(change(.restart).summary == "restart x.service and wait until it is ready")
  }
}
