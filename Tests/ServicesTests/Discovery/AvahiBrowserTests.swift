import Platform
import Services
import Testing

@Suite("Gateways by Avahi") struct AvahiBrowserTests {
  private let bus = ScriptedBus()
  private let soon = Deadline.after(.seconds(60))

  private func browse(_ domains: [String] = ["local"]) throws(DiscoveryError) -> [GatewayBeacon] {
    try AvahiBrowser(bus: bus).gateways(in: domains, deadline: soon)
  }

  /// A signal of the browser at a path.
  private func tell(_ member: String, _ arguments: [BusValue] = [], by path: String = "/b1") {
    bus.signal(
      BusSignal(path: path, interface: "org.freedesktop.Avahi.ServiceBrowser", member: member, arguments: arguments))
  }

  private func tellItem(_ name: String, on interface: Int32 = 2, by path: String = "/b1") {
    tell(
      "ItemNew",
      [
        .signed32(interface), .signed32(0), .string(name), .string("_openclaw-gw._tcp"), .string("local"),
        .unsigned32(4),
      ], by: path)
  }

  private func answerResolution(host: String, port: UInt16, texts: [String]) {
    let bytes = texts.map { BusValue.array(of: "y", $0.utf8.map(BusValue.byte)) }
    bus.answer(
      "ResolveService", .signed32(2), .signed32(0), .string("x"), .string("_openclaw-gw._tcp"), .string("local"),
      .string(host), .signed32(0), .string("10.0.0.7"), .unsigned16(port), .array(of: "ay", bytes), .unsigned32(0))
  }

  @Test("an instance is resolved once, whatever the interfaces, and has what its TXT record says") func found() throws {
    bus.answer("NameHasOwner", .boolean(true))
    bus.answer("ServiceBrowserNew", .objectPath("/b1"))
    tellItem("Loft", on: 2)
    tellItem("Loft", on: 3)
    answerResolution(
      host: "loft.local", port: 18789, texts: ["displayName=The Loft", "lanHost=loft.lan", "gatewayPort=19789", "=x"])
    tell("AllForNow")
    let beacons = try browse()
    #expect(bus.calls.filter { $0.hasPrefix("ResolveService") }.count == 1)
    let beacon = try #require(beacons.first)
    #expect(beacon.displayName == "The Loft" && beacon.instance == "Loft" && beacon.domain == "local")
    #expect(beacon.url == "ws://loft.lan:19789" && beacon.port?.number == 18789 && beacon.address == "10.0.0.7")
    #expect(beacon.texts.count == 3)
  }

  @Test("the match is asked for before the browser is made, which tells at once") func order() throws {
    bus.answer("NameHasOwner", .boolean(true))
    bus.answer("ServiceBrowserNew", .objectPath("/b1"))
    tell("AllForNow")
    #expect(try browse() == [])
    #expect(bus.calls == ["NameHasOwner org.freedesktop.Avahi", "subscribe", "ServiceBrowserNew"])
  }

  @Test("an instance that cannot be resolved is there by its name; they come in the order of names") func unresolved()
    throws
  {
    bus.answer("NameHasOwner", .boolean(true))
    bus.answer("ServiceBrowserNew", .objectPath("/b1"))
    tellItem("B")
    tellItem("A")
    bus.refuse("ResolveService", "org.freedesktop.Avahi.TimeoutError")
    answerResolution(host: "a.local", port: 1, texts: [])
    tell("AllForNow")
    let beacons = try browse()
    #expect(beacons.map(\.instance) == ["A", "B"])
    #expect(beacons.map(\.url) == ["ws://a.local:1", nil])
  }

  @Test("one domain that is refused is passed over, all of them are an error") func failures() throws {
    bus.answer("NameHasOwner", .boolean(true))
    bus.answer("ServiceBrowserNew", .objectPath("/b1"))
    bus.answer("ServiceBrowserNew", .objectPath("/b2"))
    tell("Failure", [.string("not supported")], by: "/b2")
    tell("AllForNow")
    #expect(try browse(["local", "openclaw.internal"]) == [])
    bus.answer("NameHasOwner", .boolean(true))
    bus.answer("ServiceBrowserNew", .objectPath("/b3"))
    tell("Failure", [.string("not supported")], by: "/b3")
    #expect(throws: DiscoveryError.failed("not supported")) { try browse() }
  }

  @Test("nobody is asked when Avahi does not run") func absent() {
    bus.answer("NameHasOwner", .boolean(false))
    #expect(throws: DiscoveryError.noAvahi) { try browse() }
    #expect(bus.calls == ["NameHasOwner org.freedesktop.Avahi"])
  }

  @Test("at the end of the time there is what has come") func deadline() throws {
    bus.answer("NameHasOwner", .boolean(true))
    bus.answer("ServiceBrowserNew", .objectPath("/b1"))
    tellItem("A")
    answerResolution(host: "a.local", port: 1, texts: ["gatewayTls=1", "tailnetDns=a.ts.net", "lanHost=a.lan"])
    bus.signal(nil)
    #expect(try browse().map(\.url) == ["wss://a.ts.net:1"])
  }

  @Test("without a message bus the error says so") func noBus() {
    let sockets = SystemdSockets(runtime: path("/nonexistent"))
    let error = #expect(throws: DiscoveryError.self) { try AvahiBrowser(sockets: sockets, deadline: soon) }
    #expect(error?.code == "avahi-missing" && error?.description.hasSuffix("it does not run") == true)
  }
}
