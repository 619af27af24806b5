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
}
