import GatewayClient
import GatewayProtocol

extension GatewayClientError {
  /// A stable word for scripts.
  package var code: String {
    switch self {
    case .badAddress: "bad-url"
    case .unresolvable: "host-not-found"
    case .refused: "connection-refused"
    case .unreachable: "unreachable"
    case .timedOut: "timed-out"
    case .notAGateway: "port-foreign"
    case .unauthorized(let error): error.detailCode.map(\.kebabCase) ?? "unauthorized"
    case .protocolMismatch: "protocol-mismatch"
    case .rejected: "rejected"
    case .closed: "closed"
    case .outcomeUnknown: "outcome-unknown"
    case .method: "method-error"
    }
  }
}

extension DetailCode {
  /// The code as scripts see it: `auth-token-mismatch`.
  package var kebabCase: String { rawValue.lowercased().split(separator: "_").joined(separator: "-") }
}
