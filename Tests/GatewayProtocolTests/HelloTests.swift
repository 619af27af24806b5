import JSON
import Platform
import Testing

@testable import GatewayProtocol

@Suite("Hello") struct HelloTests {
  @Test("hello-ok fits its own definition and survives the wire") func roundTrip() throws {
    let json = try JSONReader.read(hello().json.encoded())
    #expect(HelloOK.shape.violations(in: json) == [])
    #expect(try HelloOK(reading: json) == hello())
  }

  @Test("connect's parameters survive the wire, secrets included, and never print them") func parameters() throws {
    var client = ClientDescription(id: .commandLine, version: "1", platform: "linux", mode: .cli)
    client.instanceID = "i"
    var parameters = ConnectParameters(client: client, token: Secret("t0ken"))
    parameters.scopes = [.read]
    let read = try ConnectParameters(reading: JSONReader.read(parameters.json.encoded()))
    #expect(read == parameters)
    #expect(!"\(parameters)".contains("t0ken"))
  }

  @Test("what a later gateway adds does not keep a client from reading the rest") func additions() {
    var object = hello().json.objectValue ?? [:]
    object["later"] = 1
    #expect(HelloOK(fitting: .object(object)) == hello())
  }

  private func hello() -> HelloOK {
    var entry = PresenceEntry(timestamp: Timestamp(milliseconds: 5))
    entry.host = "studio"
    entry.roles = ["operator"]
    var snapshot = Snapshot(
      presence: [entry], health: ["ok": true], stateVersion: StateVersion(presence: 2, health: 1), uptime: .seconds(3))
    snapshot.configPath = "/c"
    return HelloOK(
      version: "2026.2.0", host: "studio", connectionID: "c1", methods: ["health"], events: ["tick"],
      snapshot: snapshot, policy: Policy(ProtocolLimits()))
  }
}
