import Testing

@testable import GatewayProtocol

@Suite("Close reasons") struct GatewayCloseTests {
  @Test("a long reason is cut to 120 bytes between characters") func truncation() {
    #expect(GatewayClose.policy(String(repeating: "a", count: 121)).reason.utf8.count == 120)
    #expect(GatewayClose.policy(String(repeating: "é", count: 70)).reason == String(repeating: "é", count: 60))
    #expect(GatewayClose.policy("a" + String(repeating: "é", count: 70)).reason.utf8.count == 119)
    #expect(GatewayClose.policy("short").reason == "short")
  }
}
