import Platform
import Services
import Testing

@Suite("Forgetting failures") struct ForgetFailureChangeTests {
  private let rig = ServiceRig()
  private var change: ForgetFailureChange { ForgetFailureChange(unit: rig.unit, through: rig.connection) }

  @Test("only a unit in a failed state has something to forget", arguments: ["active", "inactive", "failed"])
  func need(_ state: String) throws {
    rig.bus.show(state)
    #expect(try change.undoRecord()?.verb == (state == "failed" ? "leave-unit" : nil))
  }

  @Test("the manager is asked to forget")
  func apply() throws {
    rig.bus.answer("ResetFailedUnit")
    try change.apply()
    #expect(rig.bus.calls == ["ResetFailedUnit x.service"])
  }
}
