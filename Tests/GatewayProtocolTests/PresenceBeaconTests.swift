import Testing

@testable import GatewayProtocol

@Suite("Presence beacons") struct PresenceBeaconTests {
  @Test("every part of a beacon is read") func parts() {
    let beacon = PresenceBeacon("Node: my box (192.0.2.1) · app 2026.1 · last input 12s ago · mode ui · reason launch")
    #expect(beacon.host == "my box")
    #expect(beacon.address == "192.0.2.1")
    #expect(beacon.version == "2026.1")
    #expect(beacon.lastInputSeconds == 12)
    #expect(beacon.mode == "ui")
    #expect(beacon.reason == "launch")
  }

  @Test(
    "a text that is no beacon, or a broken one, has the parts it has",
    arguments: [
      ("hello", nil, nil), ("", nil, nil), ("Node:", nil, nil), ("Node: box", "box", nil),
      ("Node: box )", "box )", nil),
      ("Node: (192.0.2.1)", nil, "192.0.2.1"), ("Node: box ()", "box", nil), ("·· · Node: box", "box", nil),
    ] as [(String, String?, String?)])
  func broken(text: String, host: String?, address: String?) {
    let beacon = PresenceBeacon(text)
    #expect(beacon.host == host)
    #expect(beacon.address == address)
    #expect(beacon.lastInputSeconds == nil)
  }
}
