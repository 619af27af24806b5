import Platform
import Services
import Testing

@Suite("Service connections") struct ServiceConnectionTests {
  @Test("a manager is connected to once, when it is first needed")
  func once() throws {
    let rig = ServiceRig()
    var attempts = 0
    let connection = ServiceConnection(scope: .user, userID: 1000) { () throws(ServiceManagerError) in
      attempts += 1
      return try rig.connection.manager()
    }
    #expect(attempts == 0)
    rig.bus.show("active", "running")
    for _ in 0..<3 { #expect(try connection.status(of: "x.service").state == .running) }
    #expect(attempts == 1)
  }

  @Test("one that was out of reach is tried again")
  func again() throws {
    let rig = ServiceRig()
    var isThere = false
    let connection = ServiceConnection(scope: .user, userID: 1000) { () throws(ServiceManagerError) in
      if !isThere { throw .noServiceManager }
      return try rig.connection.manager()
    }
    #expect(throws: ServiceManagerError.noServiceManager) { try connection.status(of: "x.service") }
    isThere = true
    rig.bus.show("inactive")
    #expect(try connection.status(of: "x.service").state == .stopped)
  }

  @Test("one that is coming up is waited for; one that this machine lacks is not, nor longer than told")
  func comingUp() throws {
    let rig = ServiceRig()
    var attempts = 0
    let coming = ServiceConnection(scope: .user, userID: 1000) { () throws(ServiceManagerError) in
      attempts += 1
      if attempts < 3 { throw .managerUnreachable(.user, reason: "it does not run") }
      return try rig.connection.manager()
    }
    _ = try coming.manager(waitingUntil: .after(.seconds(60)))
    #expect(attempts == 3)
    let missing = ServiceConnection(scope: .user, userID: 1000) { () throws(ServiceManagerError) in
      throw .noServiceManager
    }
    #expect(throws: ServiceManagerError.noServiceManager) { try missing.manager(waitingUntil: .after(.seconds(60))) }
    let down = ServiceManagerError.managerUnreachable(.user, reason: "it does not run")
    let absent = ServiceConnection(scope: .user, userID: 1000) { () throws(ServiceManagerError) in throw down }
    #expect(throws: down) { try absent.manager(waitingUntil: .after(.milliseconds(30))) }
  }
}
