import Foundation
import GatewayClient
import JSON
import Platform
import TestSupport
import Testing
import Transport

@testable import Gateway

@Suite("Metrics", .timeLimit(.minutes(1))) struct MetricsTests {
  private static let bearer = "Authorization: Bearer \(TestGateway.token.revealed)"

  @Test("the page is what Prometheus reads: every metric once, described, with samples that parse") func format()
    async throws
  {
    try await withGateway { (gateway, _) throws in
      _ = try gateway.client()
      let response = try WirePeer.ask(port: gateway.port, "/metrics", [Self.bearer])
      #expect(response.status == 200)
      #expect(response.fields["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
      let page = try ParsedMetrics(response.content)
      #expect(page.described.map(\.name) == MetricDefinition.all.map(\.name))
      #expect(page.described.allSatisfy { !$0.help.isEmpty })
      #expect(page.described.filter { $0.kind == "counter" }.allSatisfy { $0.name.hasSuffix("_total") })
    }
  }

  @Test("the linter of Prometheus has nothing to say", .enabled(if: Promtool.isInstalled)) func linter() async throws {
    try await withGateway { (gateway, _) throws in
      _ = try gateway.client().call("health", deadline: .after(.seconds(10)))
      let page = try WirePeer.ask(port: gateway.port, "/metrics", [Self.bearer]).content
      #expect(try Promtool.complaints(of: page) == "")
    }
  }

  @Test("frames, clients and errors are counted") func counts() async throws {
    try await withGateway { (gateway, _) throws in
      let client = try gateway.client()
      for _ in 0..<3 { _ = try client.call("health", deadline: .after(.seconds(10))) }
      #expect(throws: (any Error).self) { try client.call("no.such.method", deadline: .after(.seconds(10))) }
      let page = try ParsedMetrics(WirePeer.ask(port: gateway.port, "/metrics", [Self.bearer]).content)
      #expect(page["openclaw_clients"] == 1)
      #expect(page["openclaw_connections"] == 2)
      #expect(page["openclaw_connections_accepted_total"] == 2)
      #expect(page["openclaw_frames_received_total"] == 5)
      // The challenge, the hello and four answers.
      #expect(page["openclaw_frames_sent_total"] == 6)
      #expect(page[#"openclaw_errors_total{code="INVALID_REQUEST"}"#] == 1)
      #expect(page[#"openclaw_http_responses_total{code="101"}"#] == 1)
      #expect(try #require(page["process_resident_memory_bytes"]) > 1e6)
      #expect(try #require(page["process_open_fds"]) > 3)
      let age = Date().timeIntervalSince1970 - (try #require(page["process_start_time_seconds"]))
      #expect((0..<86_400).contains(age))
    }
  }

  @Test(
    "without the secret there is nothing to see",
    arguments: [
      ([], 401), (["Authorization: Bearer wrong"], 401), (["Authorization: Basic dGhlLXRva2Vu"], 401),
      (["Authorization: Bearer"], 401), (["Authorization: bearer  the-token"], 200),
      (["Authorization: Bearer the-token", "Authorization: Bearer x"], 401),
    ])
  func secret(fields: [String], status: Int) async throws {
    try await withGateway { (gateway, _) throws in
      let response = try WirePeer.ask(port: gateway.port, "/metrics", fields)
      #expect(response.status == status)
      guard status == 401 else { return }
      #expect(response.fields["www-authenticate"] == "Bearer")
      #expect(response.content == #"{"error":{"message":"Unauthorized","type":"unauthorized"}}"#)
    }
  }

  @Test("an address that guesses is shut out, with the failures of connect counted in; this machine never is")
  func lockout() async throws {
    let forwarded = "X-Forwarded-For: 203.0.113.9"
    try await withGateway({ $0.trustedProxies = ["127.0.0.1"] }) { (gateway, _) throws in
      let guesses = try (0..<9).map { _ in try WirePeer(port: gateway.port) }
      for guess in guesses {
        try guess.send(
          "GET /metrics HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer no\r\n\(forwarded)\r\n\r\n")
      }
      let tenth = try WirePeer.upgraded(port: gateway.port, fields: forwarded + "\r\n")
      try tenth.sendText(ConnectRequest.text(ConnectRequest.parameters(["auth": ["token": "no"]])))
      let sentinel = try WirePeer.upgraded(port: gateway.port)
      try sentinel.sendText(ConnectRequest.text())
      #expect(try sentinel.next().payload?["type"] == "hello-ok")
      let response = try WirePeer.ask(port: gateway.port, "/metrics", [Self.bearer, forwarded])
      #expect(response.status == 429)
      #expect((290...300).contains(Int(response.fields["retry-after"] ?? "") ?? 0))
      #expect(try WirePeer.ask(port: gateway.port, "/metrics", [Self.bearer]).status == 200)
    }
  }

  @Test("numbers are written without exponents, labels with their quotes escaped") func writing() {
    var page = MetricsPage()
    page.add(.memory, 12_345_678_901)
    page.add(.cpu, 0.25)
    page.add(.errors, by: "code", ["a\"b\\c\nd": 1, "A": 2])
    #expect(page.text.contains("\nprocess_resident_memory_bytes 12345678901\n"))
    #expect(page.text.contains("\nprocess_cpu_seconds_total 0.25\n"))
    #expect(page.text.hasSuffix(#"{code="A"} 2"# + "\n" + #"openclaw_errors_total{code="a\"b\\c\nd"} 1"# + "\n"))
  }

  @Test("a histogram counts up to its last bound, which is infinite") func histogram() {
    var delays = DelayHistogram()
    for milliseconds in [0, 1, 3, 9999] as [Int64] { delays.add(nanoseconds: milliseconds * 1_000_000) }
    delays.add(nanoseconds: -5)
    var page = MetricsPage()
    page.add(.loopDelay, delays)
    #expect(page.text.contains(#"_bucket{le="0.001"} 3"#))
    #expect(page.text.contains(#"_bucket{le="0.005"} 4"#))
    #expect(page.text.contains(#"_bucket{le="2.5"} 4"#))
    #expect(page.text.contains(#"_bucket{le="+Inf"} 5"#))
    #expect(page.text.hasSuffix("_sum 10.003\nopenclaw_event_loop_delay_seconds_count 5\n"))
  }
}
