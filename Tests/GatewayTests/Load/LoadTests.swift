import Foundation
import GatewayClient
import GatewayProtocol
import Glibc
import JSON
import Platform
import TestSupport
import Testing

@testable import Gateway

@Suite("A gateway under load", .serialized, .timeLimit(.minutes(5)), .enabled(if: GatewayProgram.isBuilt))
struct LoadTests {
  /// What may be left of a load once it is gone: code and tables that were needed once, 24 MiB.
  private static let residue = 24 << 20

  @Test(
    "with 10,000 clients it answers as before, and without them it is as small as before",
    .enabled("fewer than 10,500 descriptors are allowed here") { Crowd.raiseDescriptorLimit() > 10_500 })
  func tenThousand() async throws {
    try await withGateway { program, peer in
      let crowd = Crowd(port: program.site.port)
      try crowd.join(10_000, sending: Crowd.admission())
      try crowd.awaitAll("hello-ok")
      #expect(try peer.call("health")["ok"] == true)
      crowd.leave()
      try await eventually("all are gone", within: .seconds(60)) { try program.descriptorCount() < 100 }
      #expect(try peer.call("health")["ok"] == true)
    }
  }

  @Test("a thousand clients that do not read keep nobody else from being answered, and leave no memory behind")
  func slowConsumers() async throws {
    try await withGateway { program, peer in
      let crowd = Crowd(port: program.site.port)
      try crowd.join(1_000, sending: Crowd.admission(mode: "test"), isNarrow: true)
      for number in 0..<40 {
        let text = String(repeating: "\(number % 10)", count: 8_000)
        _ = try peer.call("system-event", ["text": .string("\(number) \(text)")])
        #expect(try peer.call("health")["ok"] == true)
      }
      crowd.leave()
      try await eventually("all are gone", within: .seconds(60)) { try program.descriptorCount() < 100 }
      #expect(try peer.call("health")["ok"] == true)
    }
  }

  @Test("what waits for a thousand clients that do not read is bounded, and what must not be dropped closes them")
  func queues() async throws {
    let limit = 64 << 10
    let gateway = try await TestGateway { $0.limits.maximumBuffered = limit }
    let crowd = Crowd(port: gateway.port)
    try crowd.join(1_000, sending: Crowd.admission(), isNarrow: true)
    try await eventually("all are admitted", within: .seconds(60)) { await gateway.clientCount == 1_000 }
    let payload: JSONValue = ["presence": .string(String(repeating: "x", count: 16 << 10))]
    for _ in 0..<30 { await gateway.broadcast(.presence, payload) }
    let longest = await gateway.longestQueue
    #expect(longest > limit && longest < limit + (32 << 10), "\(longest)")
    await gateway.broadcast(.health, payload)
    try await eventually("all are closed", within: .seconds(60)) { await gateway.clientCount == 0 }
    await gateway.stop()
  }

  @Test("a flood of connections that leave at once keeps nobody else from being answered") func flood() async throws {
    try await withGateway { program, peer in
      for _ in 0..<20 {
        let crowd = Crowd(port: program.site.port)
        try crowd.join(500)
        crowd.leave()
        #expect(try peer.call("health")["ok"] == true)
      }
    }
  }

  @Test("connections that are opened and say nothing, or stop in the middle, are ended; the others go on")
  func halfOpen() async throws {
    try await withGateway { program, peer in
      let silent = Crowd(port: program.site.port)
      try silent.join(300)
      try silent.join(300, sending: Array("GET / HTTP/1.1\r\nHost: loc".utf8))
      try silent.join(300, sending: Array(Crowd.admission().prefix(WirePeer.upgradeRequest().utf8.count + 9)))
      #expect(try peer.call("health")["ok"] == true)
      try await eventually("all have been ended", within: .seconds(90)) { try program.descriptorCount() < 100 }
      #expect(try peer.call("health")["ok"] == true)
    }
  }

  @Test("out of descriptors it goes on with the clients it has, and takes new ones when there is room again")
  func exhaustion() async throws {
    try await withGateway(descriptors: 200) { program, peer in
      let crowd = Crowd(port: program.site.port)
      try crowd.join(400)
      try await eventually("none is left") { try program.descriptorCount() >= 199 }
      for _ in 0..<20 { #expect(try peer.call("health")["ok"] == true) }
      crowd.leave()
      let next = try WirePeer.connected(port: program.site.port)
      #expect(try next.call("health")["ok"] == true)
      #expect(try program.site.log().contains("no connection can be accepted"))
    }
  }

  /// Lends a gateway with one client that has been admitted, and expects it to be as small afterwards.
  private func withGateway(
    descriptors: Int? = nil, _ body: (GatewayProgram, WirePeer) async throws -> Void
  ) async throws {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      let program = try await GatewayProgram.ready(site)
      if let descriptors { try program.limit(descriptors: descriptors) }
      let peer = try WirePeer.connected(port: site.port)
      // Once around, so that the code it takes is resident already.
      let few = Crowd(port: site.port)
      try few.join(20, sending: Crowd.admission())
      try few.awaitAll("hello-ok")
      few.leave()
      let before = try program.residentBytes()
      try await body(program, peer)
      try await eventually("its memory is given back", within: .seconds(30)) {
        try program.residentBytes() < before + Self.residue
      }
      try await program.stop()
    }
  }
}

extension GatewayProgram {
  /// The memory it has in RAM: `proc_pid_statm(5)`.
  fileprivate func residentBytes() throws -> Int {
    let file = AbsolutePath.root.appending("proc/\(identifier)/statm")
    let words = String(decoding: try Files.read(file) ?? [], as: UTF8.self).split(separator: " ")
    return try #require(words.dropFirst().first.flatMap { Int($0) }) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  fileprivate func descriptorCount() throws -> Int {
    try Files.list(AbsolutePath.root.appending("proc/\(identifier)/fd"))?.count ?? 0
  }

  /// Lowers its limit of descriptors while it runs: `prlimit(1)`.
  fileprivate func limit(descriptors: Int) throws {
    let tool = Process()
    tool.executableURL = URL(filePath: "/usr/bin/prlimit")
    tool.arguments = ["--pid", "\(identifier)", "--nofile=\(descriptors)"]
    try tool.run()
    tool.waitUntilExit()
    try #require(tool.terminationStatus == 0)
  }
}
