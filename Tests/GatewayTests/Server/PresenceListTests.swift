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
    var list = PresenceList(own: PresenceEntry(timestamp: Timestamp(milliseconds: 0)), capacity: 3)
    for number in 0..<5 { _ = connect(&list, instance: "i\(number)", at: Int64(number)) }
    #expect(list.version == 6)
    #expect(list.list(at: Timestamp(milliseconds: 9)).compactMap(\.instanceID) == ["i4", "i3", "i2"])
  }

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
