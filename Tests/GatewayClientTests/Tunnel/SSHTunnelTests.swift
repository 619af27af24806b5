import Platform
import Testing

@testable import GatewayClient

@Suite("SSH destinations") struct SSHDestinationTests {
  @Test(
    "user, host and port are told apart",
    arguments: [
      ("ops@host", "ops@host", nil), ("host", "host", nil), ("ops@host:2222", "ops@host", 2222),
      ("gateway-1.example.org:22", "gateway-1.example.org", 22), ("ops@fe80::1", "ops@fe80::1", nil),
    ] as [(String, String, Int?)])
  func read(text: String, name: String, port: Int?) throws {
    let destination = try #require(SSHDestination(text))
    #expect(destination.name == name && destination.port?.number == port)
  }

  @Test(
    "what ssh or a shell could take for something else is none",
    arguments: [
      "", "-oProxyCommand=x", "ops@", "@host", "ops@-J", "a b", "host:0", "host:ssh", "host;id", "$(id)", "a`b`",
      "host\n",
      "ssh://host", String(repeating: "a", count: 400),
    ])
  func refused(text: String) { #expect(SSHDestination(text) == nil) }
}

@Suite("SSH tunnels") struct SSHTunnelTests {
  @Test("ssh is asked for one forwarding of loopback, and never asks anybody") func words() throws {
    let words = SSHTunnel.arguments(
      try #require(SSHDestination("ops@host:2222")), localPort: try #require(Port(40001)),
      remotePort: try #require(Port(18789)), identity: AbsolutePath("/k"), patience: .seconds(3))
    #expect(
      words == [
        "-N", "-T", "-o", "BatchMode=yes", "-o", "ExitOnForwardFailure=yes", "-o", "ConnectTimeout=3", "-o",
        "ControlPath=none", "-o", "IdentitiesOnly=yes", "-i", "/k", "-p", "2222", "-L",
        "127.0.0.1:40001:127.0.0.1:18789", "--", "ops@host",
      ])
  }
}
