import GatewayClient
import GatewayProtocol
import JSON
import Platform
import Testing

@testable import Doctor

@Suite("What a probe shows") struct GatewayProbeTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let error: GatewayClientError
    let code: String
    var isReachable = true
    var isRefused = false
    var isAdmitted = false

    var testDescription: String { code }
  }

  private static let address = GatewayAddress(host: "127.0.0.1", port: 1)
  static let rows = [
    Row(
      error: .unauthorized(.invalidRequest("no", .tokenMismatch)), code: "auth-token-mismatch", isRefused: true),
    Row(error: .rejected(.invalidRequest("invalid role")), code: "rejected"),
    Row(error: .protocolMismatch(expected: 4), code: "protocol-mismatch"),
    Row(error: .method(ErrorShape(.unavailable, "stopping")), code: "method-error", isAdmitted: true),
    Row(error: .method(.invalidRequest("no", .missingScope)), code: "method-error", isAdmitted: true),
    Row(error: .notAGateway(address, reason: "x"), code: "port-foreign", isReachable: false),
    Row(error: .closed(code: 1006, reason: ""), code: "closed", isReachable: false),
    Row(error: .refused(address), code: "connection-refused", isReachable: false),
    Row(error: .timedOut(.hello, address), code: "timed-out", isReachable: false),
  ]

  @Test("only credentials are refused credentials, and whoever speaks our protocol is reachable", arguments: rows)
  func outcome(_ row: Row) {
    let probe = ProbeFact(outcome: .init(row.error), url: "", latency: .zero, credentialSource: nil)
    #expect(probe.isReachable == row.isReachable)
    switch probe.outcome {
    case .refused(let code, _): #expect(code == row.code && row.isRefused)
    case .declined(let code, _, let isAdmitted):
      #expect(code == row.code && isAdmitted == row.isAdmitted && !row.isRefused)
    case .failed(let code, _): #expect(code == row.code && !row.isReachable)
    case .answered: Issue.record("no error is an answer")
    }
  }
}
