import CommandTree
import Services
import Testing

@testable import CommandLineTool

@Suite("Work that is handed over") struct HandoverTests {
  @Test(
    "only a unit that has started takes it over",
    arguments: [
      ("done", nil), ("failed", .failure), ("dependency", .failure), ("timeout", .failure), (nil, .unknownOutcome),
    ] as [(String?, CommandStatus?)])
  func outcomes(job: String?, status: CommandStatus?) {
    do throws(CommandFailure) {
      try Handover.check(job, of: "openclaw-restart-1.service", "restart")
      #expect(status == nil)
    } catch {
      #expect(error.exitStatus == status && error.step == "hand-over", "\(error)")
      #expect(error.location == "openclaw-restart-1.service")
    }
  }
}
