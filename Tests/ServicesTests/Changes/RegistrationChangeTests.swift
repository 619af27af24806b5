import Platform
import Services
import Testing

@Suite("Changes of registration") struct RegistrationChangeTests {
  private let rig = ServiceRig()

  private func change(_ isEnabled: Bool) -> RegistrationChange {
    RegistrationChange(enabled: isEnabled, unit: rig.unit, through: rig.connection)
  }

  @Test("nothing is to be done where it is so already", arguments: [true, false], ["enabled", "disabled", ""])
  func need(_ wanted: Bool, _ state: String) throws {
    rig.bus.show("inactive", "", ["UnitFileState": .string(state)])
    let record = try change(wanted).undoRecord()
    if (state == "enabled") == wanted {
      #expect(record == nil)
    } else {
      #expect(record?.verb == (wanted ? "disable-unit" : "enable-unit"))
      #expect(record?.texts == ["user", "1000", "x.service"])
    }
  }

  @Test("enabling reads the definitions first; disabling takes the links away")
  func apply() throws {
    let link = BusValue.structure([.string("symlink"), .string("/a"), .string("/b")])
    for _ in 0..<3 { rig.bus.answer("Reload") }
    rig.bus.answer("EnableUnitFiles", .boolean(true), .array(of: "(sss)", [link]))
    rig.bus.answer("DisableUnitFiles", .array(of: "(sss)", [link]))
    try change(true).apply()
    try change(false).apply()
    #expect(rig.bus.calls == ["Reload", "EnableUnitFiles", "Reload", "DisableUnitFiles", "Reload"])
  }
}
