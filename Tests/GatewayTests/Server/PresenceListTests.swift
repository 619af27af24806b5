import JSON
import Platform
import Testing

@testable import Gateway
@testable import GatewayProtocol

@Suite("Presence") struct PresenceListTests {
  @Test("a client is listed while it is connected and for five minutes after") func lifetime() throws {
    var list = presence()
    let key = try #require(connect(&list, instance: "a", at: 0))
    #expect(modes(&list, at: 1_000_000) == ["gateway", "ui"])
    list.disconnected(key, at: Timestamp(milliseconds: 1_000_000))
    #expect(list.list(at: Timestamp(milliseconds: 1_300_000)).last?.reason == "disconnect")
    #expect(modes(&list, at: 1_300_001) == ["gateway"])
  }

  @Test("the same client twice is one entry until both connections have ended") func sameClient() throws {
    var list = presence()
    let key = try #require(connect(&list, instance: "A", at: 0))
    #expect(connect(&list, instance: "a", at: 1) == key)
    list.disconnected(key, at: Timestamp(milliseconds: 2))
    #expect(list.list(at: Timestamp(milliseconds: 3)).last?.reason == "connect")
  }

  @Test("commands and probes leave no trace", arguments: [ClientMode.cli, .probe]) func oneShots(mode: ClientMode) {
    var list = presence()
    #expect(connect(&list, instance: "a", mode: mode, at: 0) == nil)
    #expect(list.version == 1)
  }

  @Test("every change counts, and the list is bounded by dropping the oldest") func bounded() {
    var list = PresenceList(own: PresenceEntry(timestamp: Timestamp(milliseconds: 0)), capacity: 4)
    for number in 0..<5 { _ = connect(&list, instance: "i\(number)", at: Int64(number)) }
    #expect(list.version == 6)
    #expect(list.list(at: Timestamp(milliseconds: 9)).compactMap(\.instanceID) == ["i4", "i3", "i2"])
  }

  @Test("the encoded list is the list") func encoding() throws {
    var list = presence()
    for number in 0..<3 { _ = connect(&list, instance: "i\(number)", at: Int64(number)) }
    var bytes: [UInt8] = []
    list.append(at: Timestamp(milliseconds: 9), to: &bytes)
    #expect(try JSONReader.read(bytes) == .array(list.list(at: Timestamp(milliseconds: 9)).map(\.json)))
  }

  @Test("an event of a machine that is known adds to its entry") func merging() throws {
    var list = presence()
    _ = connect(&list, instance: "a", at: 0)
    let change = list.heard(
      try event(["text": "hi", "instanceId": " A ", "ip": "192.0.2.9", "tags": ["x"], "roles": ["node"], "mode": 7]),
      at: Timestamp(milliseconds: 5))
    #expect(change.key == "a")
    #expect(change.new.address == "192.0.2.9")
    #expect(change.new.tags == ["x"])
    #expect(change.new.roles == ["node", "operator"])
    #expect(change.new.mode == "ui")
    #expect(change.new.text == "hi")
    #expect(change.new.timestamp == Timestamp(milliseconds: 5))
    #expect(list.list(at: Timestamp(milliseconds: 6)).count == 2)
  }

  @Test(
    "an event is kept under the first name it gives",
    arguments: [
      (["text": "Node: Box (192.0.2.1)", "deviceId": "D", "instanceId": "i"], "d"),
      (["text": "Node: Box (192.0.2.1)", "instanceId": "I"], "i"), (["text": "Node: Box (192.0.2.1)"], "box"),
      (["text": "x", "ip": "192.0.2.1"], "192.0.2.1"), (["text": "A text"], "a text"),
    ] as [(JSONValue, String)])
  func keys(parameters: JSONValue, key: String) throws {
    var list = presence()
    #expect(list.heard(try event(parameters), at: Timestamp(milliseconds: 0)).key == key)
  }

  @Test("a loopback address is not kept", arguments: ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
  func loopback(address: String) throws {
    var list = presence()
    let change = list.heard(try event(["text": "x", "ip": .string(address)]), at: Timestamp(milliseconds: 0))
    #expect(change.new.address == nil)
  }

  private func event(_ parameters: JSONValue) throws -> SystemEvent { try SystemEvent(reading: parameters) }

  private func presence() -> PresenceList {
    let machine = MachineIdentity(host: "studio", platform: "linux 6.1", architecture: "x86_64", address: nil)
    return PresenceList(own: PresenceEntry(gateway: machine, version: "1", at: Timestamp(milliseconds: 0)))
  }

  private func modes(_ list: inout PresenceList, at time: Int64) -> [String?] {
    list.list(at: Timestamp(milliseconds: time)).map(\.mode)
  }

  private func connect(_ list: inout PresenceList, instance: String, mode: ClientMode = .ui, at time: Int64) -> String?
  {
    var client = ClientDescription(id: .test, version: "1", platform: "linux", mode: mode)
    client.instanceID = instance
    let admission = ConnectMachine.Admission(
      requestID: "1", parameters: ConnectParameters(client: client), caller: Caller(role: .operator, scopes: [.admin]))
    return list.connected(admission, connectionID: "c", address: nil, at: Timestamp(milliseconds: time))
  }
}
