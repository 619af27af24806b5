import GatewayClient
import GatewayProtocol
import JSON
import Platform
import TestSupport
import Testing

@testable import Gateway

@Suite("Events and the end", .timeLimit(.minutes(1))) struct EventTests {
  @Test("ticks are numbered from 1 for each connection") func ticks() async throws {
    let gateway = try await TestGateway { $0.limits.tickInterval = .milliseconds(10) }
    for _ in 0..<2 {
      let peer = try WirePeer.connected(port: gateway.port)
      for number in 1...3 {
        let tick = try peer.next()
        #expect(tick.event == "tick")
        #expect(tick.frame?["seq"] == .integer(Int64(number)))
        #expect((tick.payload?["ts"]?.integerValue ?? 0) > 0)
      }
    }
    await gateway.stop()
  }

  @Test("a stop is announced, closed with 1012, and complete") func stop() async throws {
    let gateway = try await TestGateway()
    let peers = try (0..<3).map { _ in try WirePeer.connected(port: gateway.port) }
    let stranger = try WirePeer.upgraded(port: gateway.port)
    await gateway.stop()
    for peer in peers {
      let event = try peer.next()
      #expect(event.event == "shutdown")
      #expect(event.payload == ["reason": "gateway stopping"])
      #expect(try peer.next() == .closed(1012, "service restart"))
      #expect(try peer.next() == .ended)
    }
    #expect(try stranger.next() == .closed(1012, "service restart"))
    #expect(throws: GatewayClientError.refused(gateway.address)) { try gateway.client() }
  }

  @Test("while it still starts a client is closed with 1013, and it is not ready") func starting() async throws {
    let gateway = try await TestGateway(serving: false)
    let client = try WirePeer(port: gateway.port)
    try client.send(WirePeer.upgradeRequest())
    #expect(try client.readHead().hasPrefix("HTTP/1.1 101 "))
    #expect(try client.next() == .closed(1013, "gateway starting"))
    let probe = try WirePeer(port: gateway.port)
    try probe.send("GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    #expect(try probe.readAll().hasPrefix("HTTP/1.1 503 "))
    await gateway.stop()
  }

  @Test("a restart says when the successor is expected") func restart() async throws {
    let gateway = try await TestGateway()
    let peer = try WirePeer.connected(port: gateway.port)
    await gateway.stop(restart: .milliseconds(1500))
    #expect(try peer.next().payload == ["reason": "gateway restarting", "restartExpectedMs": 1500])
  }

  @Test("a slow consumer misses what is droppable, with its number, and is closed for the rest") func slowConsumer()
    async throws
  {
    let gateway = try await TestGateway {
      $0.limits.maximumBuffered = -1
      $0.limits.tickInterval = .seconds(3600)
    }
    let peer = try WirePeer.connected(port: gateway.port)
    await gateway.broadcast(.tick)
    await gateway.adopt { $0.limits.maximumBuffered = 1 << 20 }
    await gateway.broadcast(.tick)
    #expect(try peer.next().frame?["seq"] == 2)
    await gateway.adopt { $0.limits.maximumBuffered = -1 }
    await gateway.broadcast(.shutdown)
    #expect(try peer.next() == .closed(1008, "slow consumer"))
    await gateway.stop()
  }

  @Test("a client that asks without listening is not answered beyond a bound, and in the end has every answer")
  func askingWithoutListening() async throws {
    let gateway = try await TestGateway()
    let peer = try WirePeer.connected(port: gateway.port)
    let text = String(repeating: "x", count: 10_000)
    for number in 0..<20 { _ = try peer.call("system-event", ["text": .string("\(number)\(text)")]) }
    // Ten times what the kernel takes for a connection, in answers of 200 kB each.
    for number in 0..<200 { try peer.ask("status", id: "\(number)") }
    try await eventually("the queue is long") { await gateway.longestQueue > 1 << 20 }
    #expect(await gateway.longestQueue < 3 << 19)
    for number in 0..<200 { #expect(try peer.nextAnswer().frame?["id"] == .string("\(number)")) }
    await gateway.stop()
  }

  @Test("pings are answered, and clients that leave are counted out") func leaving() async throws {
    let gateway = try await TestGateway()
    var peer: WirePeer? = try WirePeer.connected(port: gateway.port)
    try peer?.sendPing()
    try peer?.sendText(#"{"type":"req","id":"1","method":"health"}"#)
    #expect(try peer?.next().frame?["id"] == "1")
    #expect(await gateway.clientCount == 1)
    peer = nil
    try await eventually("the client is counted out") { await gateway.clientCount == 0 }
    let next = try gateway.client()
    #expect(next.hello.snapshot.presence.contains { $0.reason == "disconnect" })
    await gateway.stop()
  }

  @Test("a connection beyond the limit is told so with 503 and closed; those that are open go on") func limit()
    async throws
  {
    let gateway = try await TestGateway { $0.connectionLimits.total = 1 }
    let first = try WirePeer.connected(port: gateway.port)
    let second = try WirePeer(port: gateway.port)
    let answer = WireResponse(try second.readAll())
    #expect(answer.status == 503 && answer.fields["retry-after"] == "1" && answer.fields["connection"] == "close")
    try first.sendText(#"{"type":"req","id":"1","method":"health"}"#)
    #expect(try first.next().frame?["ok"] == true)
    await gateway.stop()
  }
}
