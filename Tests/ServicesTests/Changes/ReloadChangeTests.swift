import Platform
import Services
import Testing

@Suite("Reading units again") struct ReloadChangeTests {
  private let rig = ServiceRig()
  private var change: ReloadChange { ReloadChange(unit: rig.unit, through: rig.connection) }

  @Test("only a unit that has changed on disk is read again", arguments: [true, false])
  func need(_ hasChanged: Bool) throws {
    rig.bus.show("active", "running", ["NeedDaemonReload": .boolean(hasChanged)])
    #expect(try change.undoRecord()?.verb == (hasChanged ? "leave-unit" : nil))
  }

  @Test("the manager is asked to read it")
  func apply() throws {
    rig.bus.answer("Reload")
    try change.apply()
    #expect(rig.bus.calls == ["Reload"])
  }
}
