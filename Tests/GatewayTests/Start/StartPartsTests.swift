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
    let bind = BindResolution(mode: mode, customHost: host, machineAddresses: machine, profile: profile)
    #expect(try bind.addresses(port: try #require(Port(9))).required.map(\.description) == expected)
  }

  @Test("100.128 and 101.64 are not the tailnet", arguments: ["100.128.0.1", "101.64.0.1", "100.63.9.9"])
  func notTailnet(address: String) throws {
    let bind = BindResolution(mode: .tailnet, customHost: nil, machineAddresses: [address], profile: profile)
    let port = try #require(Port(9))
    #expect(throws: StartRefusal.self) { try bind.addresses(port: port) }
  }

  @Test("a port that is taken names its holder and exits with 7") func portHolder() throws {
    let port = try #require(Port(18789))
    let process = RunningProcess(
      processIdentifier: 71, command: "nginx", arguments: ["nginx", "--token", "s3cret"], userID: 33)
    let socket = ListeningSocket(port: port, address: "127.0.0.1", userID: 33, inode: 5, holder: process)
    let error = SystemError(code: EADDRINUSE, call: "bind")
    let busy = try #require(Port(19112))
    let next = ListeningSocket(port: busy, address: "127.0.0.1", userID: 33, inode: 6)
    let refusal = PortConflict(address: .loopback(port: port), error: error, profile: rescue)
      .refusal(port: port, holders: [socket], listening: [socket, next])
    #expect(refusal.exitStatus == 7)
    #expect(refusal.description.contains("process 71 (nginx --token ***) of user id 33"))
    #expect(refusal.code == EADDRINUSE)
    #expect(refusal.remedy.contains("openclaw --profile rescue config set gateway.port 19113, or --port 19113"))
  }

  @Test(
    "a service, whose unit pins the port, is told how to get another unit",
    arguments: [
      (["MANAGERPID": "5"], "openclaw --profile rescue gateway install --force --port 19112"),
      (
        ["USER": "alice"],
        "sudo openclaw --profile rescue gateway install --force --port 19112 --system --run-as alice"
      ),
    ] as [([String: String], String)])
  func portOfService(variables: [String: String], remedy: String) throws {
    let port = try #require(Port(18789))
    let service = ["OPENCLAW_SERVICE_MARKER": "openclaw", "INVOCATION_ID": "1"].merging(variables) { $1 }
    let conflict = PortConflict(
      address: .loopback(port: port), error: SystemError(code: EADDRINUSE, call: "bind"), profile: rescue,
      environment: Environment(service))
    let refusal = conflict.refusal(port: port, holders: [], listening: [])
    #expect(refusal.remedy == "stop it, or choose another port: \(remedy)")
  }

  @Test("an address this machine does not have exits with 78") func unavailableAddress() throws {
    let error = SystemError(code: EADDRNOTAVAIL, call: "bind", subject: "192.0.2.9:1")
    let address = SocketAddress(.v4(0xC000_0209), port: Port(1))
    let refusal = PortConflict(address: address, error: error, profile: Profile(.default, home: .root)).refusal()
    #expect(refusal.exitStatus == 78)
    #expect(refusal.what == "failed to bind gateway socket")
    #expect(refusal.remedy == "openclaw config set gateway.bind loopback")
  }

  @Test("a port that this user may not have comes with one that it may") func privilegedPort() {
    let error = SystemError(code: EACCES, call: "bind", subject: "127.0.0.1:80")
    let refusal = PortConflict(address: .loopback(port: Port(80)), error: error, profile: rescue).refusal()
    #expect(refusal.exitStatus == 78)
    #expect(refusal.remedy.hasPrefix("openclaw --profile rescue config set gateway.port 19112"))
  }

  @Test("--bind custom without an address names one of this machine and the profile's own command") func customHost() {
    let bind = BindResolution(
      mode: .custom, customHost: nil, machineAddresses: ["127.0.0.1", "192.0.2.7"], profile: rescue)
    let refusal = #expect(throws: StartRefusal.self) { try bind.addresses(port: PortPlan.defaultBase) }
    #expect(refusal?.remedy == "openclaw --profile rescue config set gateway.customBindHost 192.0.2.7")
  }

  @Test("two gateways cannot hold one state directory, and the second is told which process the first is")
  func lock() throws {
    try withScratch { directory in
      let profile = Profile(.default, home: directory, stateDirectory: directory.appending("state"))
      let first = ProfileLock(profile)
      try first.takeExisting()
      #expect(try Files.status(profile.stateDirectory) == nil)
      try first.take()
      try first.take()
      for refusal in [
        #expect(throws: StartRefusal.self) { try ProfileLock(profile).take() },
        #expect(throws: StartRefusal.self) { try ProfileLock(profile).takeExisting(patience: .milliseconds(30)) },
      ] {
        #expect(refusal?.what == "another gateway instance already runs for the profile default")
        #expect(refusal?.remedy == "openclaw gateway stop, or kill \(getpid()) where it is no service")
      }
      #expect(try Files.status(profile.stateDirectory)?.mode == 0o700)
      withExtendedLifetime(first) {}
    }
  }

  @Test("a gateway that has been told to end is waited for") func lockPatience() async throws {
    try await withScratch { directory in
      let profile = Profile(.default, home: directory, stateDirectory: directory)
      var first: ProfileLock? = ProfileLock(profile)
      try first?.take()
      async let taken: Void = blocking { try ProfileLock(profile).takeExisting(patience: .seconds(30)) }
      first = nil
      try await taken
    }
  }

  private let profile = Profile(.default, home: .root)
  private let rescue = Profile(.named("rescue"), home: .root)

  @Test("lsof's answer is read by process") func lsof() {
    let output = Array("p12\ncnginx\nf6\np13\ncnode\np0\np1\ncinit\n".utf8)
    #expect(
      ListenerEviction.parse(output) == [
        .init(processIdentifier: 12, command: "nginx"), .init(processIdentifier: 13, command: "node"),
      ])
  }
}
