import Services
import Testing

@testable import Doctor

@Suite("What the service manager said") struct ManagerFactTests {
  @Test("one that did not answer in time is missing, whoever noticed first; one that is not there is a fact")
  func late() {
    #expect(ManagerFact.unasked.isLate && ManagerFact.unreachable(.timedOut(call: "GetAll")).isLate)
    #expect(!ManagerFact.unreachable(.noServiceManager).isLate)
  }
}
