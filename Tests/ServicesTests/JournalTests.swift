import Platform
import Services
import Testing

@Suite("Journal") struct JournalTests {
  @Test("a user's unit is known by fields that its sender cannot forge")
  func userQuery() {
    let query = JournalQuery(unit: "x.service", scope: .user, userID: 7, run: ServiceRun(id: "ab"))
    #expect(
      query.groups == [
        ["_SYSTEMD_USER_UNIT=x.service", "_UID=7", "_SYSTEMD_INVOCATION_ID=ab"],
        ["_SYSTEMD_UNIT=user@7.service", "_UID=7", "_COMM=systemd", "USER_UNIT=x.service", "USER_INVOCATION_ID=ab"],
      ])
  }

  @Test("a system unit is known by its own name and by what the first process says of it")
  func systemQuery() {
    let query = JournalQuery(unit: "x.service", scope: .system, userID: 7, run: nil)
    #expect(query.groups == [["_SYSTEMD_UNIT=x.service"], ["_PID=1", "UNIT=x.service"]])
  }

  @Test("a unit that never was has no lines, whether or not the journal may be read")
  func absent() throws {
    let query = JournalQuery(unit: "no-such-\(RandomBytes.uuid()).service", scope: .system, userID: 0, run: nil)
    switch try Journal.last(5, of: query) {
    case .lines(let lines): #expect(lines.isEmpty)
    case .unreadable: break
    }
  }
}

@Suite("Unit membership") struct UnitMembershipTests {
  @Test("a process is inside the unit of its own scope alone")
  func inside() {
    let user = UnitMembership(systemUnit: "user@7.service", userUnit: "x.service")
    #expect(user.isInside("x.service", scope: .user) && !user.isInside("x.service", scope: .system))
    let system = UnitMembership(systemUnit: "x.service", userUnit: nil)
    #expect(system.isInside("x.service", scope: .system) && !system.isInside("x.service", scope: .user))
  }
}
