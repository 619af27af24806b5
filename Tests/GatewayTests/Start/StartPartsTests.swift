import Configuration
import Glibc
import Platform
import Profiles
import TestSupport
import Testing
import Transport

@testable import Gateway

@Suite("Parts of the start") struct StartPartsTests {
  @Test(
    "a bind mode becomes addresses, never wider ones",
    arguments: [
      (GatewayConfiguration.Bind.loopback, nil, [], ["127.0.0.1:9"]), (.auto, nil, [], ["127.0.0.1:9"]),
      (.lan, nil, [], ["0.0.0.0:9"]), (.tailnet, nil, ["10.0.0.1", "100.100.1.2"], ["100.100.1.2:9"]),
      (.custom, "192.0.2.5", [], ["192.0.2.5:9"]), (.custom, "::1", [], ["[::1]:9"]),
    ] as [(GatewayConfiguration.Bind, String?, [String], [String])])
  func bind(mode: GatewayConfiguration.Bind, host: String?, machine: [String], expected: [String]) throws {
    let bind = BindResolution(mode: mode, customHost: host, machineAddresses: machine)
    #expect(try bind.addresses(port: try #require(Port(9))).required.map(\.description) == expected)
  }

  @Test("100.128 and 101.64 are not the tailnet", arguments: ["100.128.0.1", "101.64.0.1", "100.63.9.9"])
  func notTailnet(address: String) throws {
    let bind = BindResolution(mode: .tailnet, customHost: nil, machineAddresses: [address])
    let port = try #require(Port(9))
    #expect(throws: StartRefusal.self) { try bind.addresses(port: port) }
  }

  @Test("a port that is taken names its holder and exits with 7") func portHolder() throws {
    let port = try #require(Port(18789))
    let process = RunningProcess(
      processIdentifier: 71, command: "nginx", arguments: ["nginx", "--token", "s3cret"], userID: 33)
    let socket = ListeningSocket(port: port, address: "127.0.0.1", userID: 33, inode: 5, holder: process)
    let refusal = PortConflict.refusal(
      address: .loopback(port: port), port: port, holders: [socket], profile: Profile(.default, home: .root))
    #expect(refusal.exitStatus == 7)
    #expect(refusal.description.contains("process 71 (nginx --token ***) of user id 33"))
    #expect(refusal.code == EADDRINUSE)
  }

  @Test("an address this machine does not have exits with 78") func unavailableAddress() throws {
    let error = SystemError(code: EADDRNOTAVAIL, call: "bind", subject: "192.0.2.9:1")
    let address = SocketAddress(.v4(0xC000_0209), port: Port(1))
    let refusal = PortConflict(address: address, error: error, profile: Profile(.default, home: .root)).refusal()
    #expect(refusal.exitStatus == 78)
    #expect(refusal.what == "failed to bind gateway socket")
  }

  @Test("two gateways cannot hold one state directory") func lock() throws {
    try withScratch { directory in
      let profile = Profile(.default, home: directory, stateDirectory: directory.appending("state"))
      let lock = try ProfileLock.take(profile)
      let refusal = #expect(throws: StartRefusal.self) { _ = try ProfileLock.take(profile) }
      #expect(refusal?.what == "another gateway instance already runs for the profile default")
      _ = consume lock
      _ = try ProfileLock.take(profile)
      #expect(try Files.status(profile.stateDirectory)?.mode == 0o700)
    }
  }

  @Test("lsof's answer is read by process") func lsof() {
    let output = Array("p12\ncnginx\nf6\np13\ncnode\np0\np1\ncinit\n".utf8)
    #expect(
      ListenerEviction.parse(output) == [
        .init(processIdentifier: 12, command: "nginx"), .init(processIdentifier: 13, command: "node"),
      ])
  }
}
