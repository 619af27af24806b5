import Platform
import Services
import Testing

@Suite("systemd's manager") struct SystemdManagerTests {
  private let bus = ScriptedBus()
  private var systemd: SystemdManager { SystemdManager(scope: .system, bus: bus) }
  private let soon = Deadline.after(.seconds(60))

  @Test("all unit files of a pattern come with one call")
  func lists() throws {
    bus.answer(
      "ListUnitFilesByPatterns", .array(of: "(ss)", [.structure([.string("/etc/a.service"), .string("enabled")])]))
    let files = try systemd.listUnitFiles("openclaw-gateway*", deadline: soon)
    #expect(files.map(\.name) == ["a.service"] && files.first?.state == "enabled")
  }

  @Test("a transient unit's program gets its words as they are, and the unit goes when it ends")
  func transient() throws {
    bus.answer("StartTransientUnit", .objectPath("/job/7"))
    bus.end("/job/7", "done")
    let unit = TransientUnit(
      name: "t.service", description: "x", executable: path("/bin/x"), arguments: ["$a"],
      environment: [ServiceVariable("A", "b c")])
    #expect(try systemd.start(unit, deadline: soon) == "done")
    #expect(bus.calls == ["subscribe", "StartTransientUnit t.service"])
  }

  @Test("a name that is in use is refused with systemd's own words")
  func nameInUse() {
    bus.refuse("StartTransientUnit", "org.freedesktop.systemd1.UnitExists")
    let unit = TransientUnit(
      name: "t.service", description: "x", executable: path("/bin/x"), arguments: [], environment: [])
    let error = #expect(throws: ServiceManagerError.self) { try systemd.start(unit, deadline: soon) }
    #expect(
      error?.description == "systemd refused: StartTransientUnit: no (org.freedesktop.systemd1.UnitExists)"
    )
  }

  @Test("values know their signature on the bus")
  func signatures() {
    let value = BusValue.array(of: "(sv)", [.structure([.string("a"), .variant(.strings([]))])])
    #expect(value.signature == "a(sv)")
    #expect(value.elements?.first?.signature == "(sv)")
    #expect(BusValue.strings(["a"]).texts == ["a"] && BusValue.array(of: "u", [.unsigned32(1)]).texts == nil)
  }
}

@Suite("Logind") struct LogindTests {
  @Test("lingering is what the login manager's file says, and unknown where systemd did not boot")
  func reads() {
    let account = Account(name: "passwd", userID: 1, groupID: 1, home: .root)
    let other = Account(name: "no-such-account", userID: 1, groupID: 1, home: .root)
    #expect(Logind.lingers(account, directory: path("/etc"), isBooted: true) == true)
    #expect(Logind.lingers(other, directory: path("/etc"), isBooted: true) == false)
    #expect(Logind.lingers(account, directory: path("/etc"), isBooted: false) == nil)
  }

  @Test("a policy that forbids lingering is told apart")
  func refused() {
    let bus = ScriptedBus()
    bus.refuse("SetUserLinger", "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired")
    let error = #expect(throws: ServiceManagerError.self) {
      try Logind(bus: bus).setLingering(true, userID: 1, deadline: .after(.seconds(60)))
    }
    #expect(error?.code == "access-denied")
  }
}
