import Profiles
import Testing

@Suite("Service identity")
struct ServiceIdentityTests {
  @Test(
    "a unit's name and its profile follow from each other",
    arguments: ["default", "rescue", "a-b_C", "gateway", "node", "0", "service"])
  func units(text: String) throws {
    let name = try ProfileName(text)
    #expect(ServiceIdentity.profile(ofUnit: ServiceIdentity.unitName(name)) == name)
  }

  @Test(
    "a unit that no profile would be given is none of ours",
    arguments: [
      "", ".service", "openclaw-gateway", "openclaw-gateway.socket", "openclaw-gateway-.service",
      "openclaw-gatewayx.service",
      "openclaw-gateway-default.service", "openclaw-gateway-Default.service", "openclaw-gateway-a b.service",
      "openclaw-gateway-a.b.service", "openclaw-gateway@.service", "openclaw-gateway_a.service",
      "xopenclaw-gateway.service",
      "openclaw-gateway-a.service.d", "openclaw-node.service", "openclaw-gateway--a.service",
      "OPENCLAW-GATEWAY.service",
      "openclaw-gateway-a.service.service",
    ])
  func foreign(unit: String) { #expect(ServiceIdentity.profile(ofUnit: unit) == nil) }

  @Test(
    "a unit's name is completed, and refused when systemd would",
    arguments: [
      ("mine", "mine.service"), ("mine.service", "mine.service"), ("a@b:c_d-e\\x2d", "a@b:c_d-e\\x2d.service"),
      ("mine.socket", "mine.socket.service"), ("", nil), (".service", nil), ("a b", nil), ("a/b", nil),
      ("../../x", nil),
      ("é", nil), ("a\nb", nil), (String(repeating: "x", count: 247), String(repeating: "x", count: 247) + ".service"),
      (String(repeating: "x", count: 248), nil),
    ])
  func complete(text: String, name: String?) { #expect(ServiceIdentity.completeUnitName(text) == name) }

  @Test("labels of launchd leave the gateway word to the default profile") func labels() {
    #expect(ServiceIdentity.launchdLabel(.default) == "bot.molt.gateway")
    #expect(ServiceIdentity.launchdLabel(.named("rescue")) == "bot.molt.rescue")
  }

  @Test(
    "the description has the parts that exist",
    arguments: [
      (.default, nil, "OpenClaw Gateway"), (.default, "1.2.3", "OpenClaw Gateway (v1.2.3)"),
      (.named("a"), nil, "OpenClaw Gateway (profile: a)"),
      (.named("a"), "1.2.3", "OpenClaw Gateway (profile: a, v1.2.3)"),
    ] as [(ProfileName, String?, String)])
  func description(name: ProfileName, version: String?, text: String) {
    #expect(ServiceIdentity.description(name, version: version) == text)
  }
}
