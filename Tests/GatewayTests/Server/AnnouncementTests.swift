import GatewayClient
import GatewayProtocol
import JSON
import Platform
import Testing

@testable import Gateway

@Suite("Presence and health events", .timeLimit(.minutes(1))) struct AnnouncementTests {
  @Test("everyone is told the whole list when a client comes and when it goes") func comingAndGoing() async throws {
    let gateway = try await TestGateway { $0.limits.announcementDelay = .milliseconds(5) }
    let peer = try WirePeer.connected(port: gateway.port, parameters: parameters("watcher"))
    var other: WirePeer? = try WirePeer.connected(port: gateway.port, parameters: parameters("other"))
    let coming = try nextPresence(peer) { $0.contains { $0["instanceId"] == "other" } }
    #expect(coming.list.map { $0["mode"] } == ["gateway", "test", "test"])
    #expect(coming.list[1]["reason"] == "connect")
    #expect(coming.list.allSatisfy { $0["ip"] == nil || $0["mode"] == "gateway" })
    #expect(other != nil)
    other = nil
    let going = try nextPresence(peer) { $0.contains { $0["reason"] == "disconnect" } }
    #expect(going.list[1]["instanceId"] == "other")
    #expect(going.version > coming.version)
    await gateway.stop()
  }

  @Test("a system event is told at once, listed, and noted") func systemEvent() async throws {
    let gateway = try await TestGateway()
    let peer = try WirePeer.connected(port: gateway.port)
    let client = try gateway.client()
    let parameters: JSONValue = ["text": "Node: den (192.0.2.7) · mode ui", "lastInputSeconds": "no number"]
    #expect(try client.call("system-event", parameters, deadline: .after(.seconds(10))) == ["ok": true])
    let told = try nextPresence(peer) { $0.contains { $0["host"] == "den" } }
    #expect(told.list[1]["ip"] == "192.0.2.7")
    let listed = try client.call("system-presence", deadline: .after(.seconds(10)))
    #expect(listed.arrayValue?.map { $0["host"] } == told.list.map { $0["host"] })
    let status = try client.call("status", deadline: .after(.seconds(10)))
    #expect(status["queuedSystemEvents"] == ["Node: den (192.0.2.7) · mode ui"])
    await gateway.stop()
  }

  @Test("each refresh of the health is told with a higher version") func health() async throws {
    let gateway = try await TestGateway { $0.limits.healthInterval = .milliseconds(10) }
    let peer = try WirePeer.connected(port: gateway.port)
    var versions: [Int64] = []
    var sequence: Int64 = 0
    while versions.count < 3 {
      let event = try peer.next()
      sequence += 1
      #expect(event.frame?["seq"] == .integer(sequence))
      guard event.event == "health" else { continue }
      #expect(event.payload?["ok"] == true)
      versions.append(try #require(event.frame?["stateVersion"]?["health"]?.integerValue))
    }
    #expect(Set(versions).count == 3)
    #expect(versions == versions.sorted())
    await gateway.stop()
  }

  @Test("a client that never reads misses presence, is closed at health, and the others go on") func neverReading()
    async throws
  {
    let gateway = try await TestGateway { $0.limits.maximumBuffered = 256 << 10 }
    let deaf = try WirePeer.connected(port: gateway.port)
    let peer = try WirePeer.connected(port: gateway.port)
    let client = try gateway.client()
    // Twelve lists of half a megabyte: more than the kernel holds for a socket that nobody reads.
    let text = JSONValue.string(String(repeating: "x", count: 512 << 10))
    for number in 0..<12 {
      let parameters: JSONValue = [
        "text": number == 0 ? text : "x", "instanceId": .string(number == 0 ? "long" : "short"),
        "lastInputSeconds": .integer(Int64(number)),
      ]
      _ = try client.call("system-event", parameters, deadline: .after(.seconds(10)))
      _ = try nextPresence(peer) { $0.contains { $0["lastInputSeconds"] == .integer(Int64(number)) } }
    }
    _ = try client.call("health", ["probe": true], deadline: .after(.seconds(10)))
    while try peer.next().event != "health" {}
    var lists = 0
    var last = try deaf.next()
    while let event = last.event {
      lists += event == "presence" ? 1 : 0
      last = try deaf.next()
    }
    #expect(lists < 12)
    #expect(last == .closed(1008, "slow consumer"))
    await gateway.stop()
  }

  private func parameters(_ instance: String) -> JSONValue {
    ConnectRequest.parameters([
      "client": [
        "id": "test", "version": "1", "platform": "linux", "mode": "test", "instanceId": .string(instance),
      ]
    ])
  }

  /// The next presence event with such a list; every one on the way is checked against its definition.
  private func nextPresence(
    _ peer: WirePeer, where isWanted: ([JSONValue]) -> Bool
  ) throws -> (list: [JSONValue], version: Int64) {
    while true {
      let event = try peer.next()
      let payload = try #require(event.payload, "the connection ended: \(event)")
      guard event.event == "presence" else { continue }
      #expect(EventDefinition.presence.payload.violations(in: payload) == [])
      let list = try #require(payload["presence"]?.arrayValue)
      let version = try #require(event.frame?["stateVersion"]?["presence"]?.integerValue)
      if isWanted(list) { return (list, version) }
    }
  }
}
