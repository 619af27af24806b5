import HTTPCodec
import Testing

@testable import Gateway

@Suite("Who may ask") struct AllowedHostsTests {
  private let hosts = AllowedHosts(
    addresses: ["192.0.2.7"], names: ["Studio"], origins: ["https://ui.example/"], allowsTailnet: true)

  @Test(
    "names that lead here are allowed, with or without a port",
    arguments: [
      "localhost", "LOCALHOST:18789", "127.0.0.1:1", "[::1]:18789", "[::1]", "192.0.2.7:80", "studio", "studio.:80",
      "x.tail.ts.net", "app.localhost:3000", "ui.example",
    ])
  func allowed(host: String) { #expect(hosts.allows(host: host)) }

  @Test(
    "names that were made to lead here are not",
    arguments: [
      "", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.0.2.8", "[::2]", "localhost:x",
    ])
  func refused(host: String) { #expect(!hosts.allows(host: host)) }

  @Test("without Tailscale its names are not ours") func noTailnet() {
    #expect(!AllowedHosts().allows(host: "x.ts.net"))
  }

  @Test("an origin is one of ours, one that was configured, or none") func origins() {
    for origin in [nil, "http://localhost:5173", "https://x.ts.net", "https://ui.example", "HTTPS://UI.EXAMPLE"] {
      #expect(hosts.allows(origin: origin), "\(origin ?? "none")")
    }
    for origin in ["null", "https://evil.example", "http://ui.example", "file://", "localhost"] {
      #expect(!hosts.allows(origin: origin), "\(origin)")
    }
  }

  @Test(
    "a client is local when it speaks to us directly; a trusted proxy's last stranger is the client",
    arguments: [
      ("127.0.0.1", [:], [], "127.0.0.1", true), ("::1", [:], [], "::1", true),
      ("::ffff:127.0.0.1", [:], [], "127.0.0.1", true),
      ("192.0.2.9", [:], [], "192.0.2.9", false), ("127.0.0.1", [:], ["127.0.0.1"], "127.0.0.1", true),
      ("127.0.0.1", ["X-Forwarded-For": "203.0.113.5"], [], "127.0.0.1 (proxy)", false),
      ("10.0.0.2", ["X-Real-IP": "127.0.0.1"], ["10.0.0.1"], "10.0.0.2 (proxy)", false),
      ("10.0.0.1", ["X-Real-IP": "127.0.0.1"], ["10.0.0.1"], "127.0.0.1", false),
      ("127.0.0.1", ["X-Forwarded-For": "127.0.0.1, 203.0.113.5"], ["127.0.0.1"], "203.0.113.5", false),
      (
        "127.0.0.1", ["X-Forwarded-For": "1.2.3.4, 203.0.113.5, 10.0.0.1"], ["127.0.0.1", "10.0.0.1"], "203.0.113.5",
        false
      ),
      ("127.0.0.1", ["X-Forwarded-For": "1.2.3.4, 203.0.113.5, 10.0.0.1"], ["127.0.0.1"], "10.0.0.1", false),
      ("127.0.0.1", ["X-Forwarded-For": "10.0.0.1, 127.0.0.1"], ["127.0.0.1", "10.0.0.1"], "10.0.0.1", false),
      ("127.0.0.1", ["X-Forwarded-For": "127.anything"], ["127.0.0.1"], "127.0.0.1 (proxy)", false),
      ("127.0.0.1", ["X-Forwarded-For": "203.0.113.5, unknown"], ["127.0.0.1"], "127.0.0.1 (proxy)", false),
      ("::1", ["X-Forwarded-For": "2001:DB8:0::5"], ["0:0::1"], "2001:db8::5", false),
      ("10.0.0.1", ["X-Forwarded-For": "::ffff:203.0.113.5"], ["::ffff:10.0.0.1"], "203.0.113.5", false),
    ] as [(String, [String: String], Set<String>, String, Bool)])
  func origin(peer: String, fields: [String: String], trusted: Set<String>, address: String, isLocal: Bool) {
    var section = HTTPFields()
    for (name, value) in fields { section.append(name, value) }
    let origin = ClientOrigin(peer: peer, fields: section, trustedProxies: trusted)
    #expect(origin.address == address)
    #expect(origin.isLocal == isLocal)
  }

  @Test(
    "text that only begins like a loopback address is none",
    arguments: [("127.0.0.9", true), ("::1", true), ("::ffff:127.1.2.3", true), ("127.x", false), ("127.evil", false)])
  func loopback(text: String, isLoopback: Bool) { #expect(ClientOrigin.isLoopback(text) == isLoopback) }
}
