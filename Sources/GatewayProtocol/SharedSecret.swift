import JSON
import Platform

/// The secret a gateway admits clients by: a token or a password, and where it came from.
package struct SharedSecret: Hashable, Sendable {
  /// Which slot of `connect`'s `auth` must hold it.
  package enum Kind: String, Hashable, Sendable {
    case token
    case password
  }

  package let kind: Kind
  package let secret: Secret
  /// Where the gateway has it from, in the user's words: `gateway.auth.token`, `OPENCLAW_GATEWAY_TOKEN`, `--token`.
  package let source: String

  package init(kind: Kind, secret: Secret, source: String) {
    self.kind = kind
    self.secret = secret
    self.source = source
  }

  /// Whether a client's credentials hold the secret.
  ///
  /// Compared in constant time.
  package func admits(_ parameters: ConnectParameters) -> Bool { presented(by: parameters)?.matches(secret) ?? false }

  /// Why a client is refused that `admits` does not admit.
  package func refusal(of parameters: ConnectParameters) -> ErrorShape {
    let isMissing = presented(by: parameters) == nil
    let detail: DetailCode =
      switch kind {
      case .token: isMissing ? .tokenMissing : .tokenMismatch
      case .password: isMissing ? .passwordMissing : .passwordMismatch
      }
    let what = isMissing ? "missing" : "mismatch"
    return ErrorShape(
      .invalidRequest, "unauthorized: gateway \(kind.rawValue) \(what) (\(hint(for: parameters.client)))",
      details: ["code": .string(detail.rawValue), "gatewaySource": .string(source)])
  }

  private func presented(by parameters: ConnectParameters) -> Secret? {
    kind == .token ? parameters.token : parameters.password
  }

  /// What the user of this kind of client can do about it.
  private func hint(for client: ClientDescription) -> String {
    switch client.mode {
    case .cli, .probe: "the gateway has its \(kind.rawValue) from \(source); pass the same with --\(kind.rawValue)"
    case .ui, .webchat: "open the dashboard with its \(kind.rawValue)"
    case .backend, .node, .test: "provide the gateway's \(kind.rawValue) in auth.\(kind.rawValue)"
    }
  }
}
