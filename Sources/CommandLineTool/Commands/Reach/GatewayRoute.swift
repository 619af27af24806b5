import Configuration
import Doctor
import GatewayClient
import Platform

/// One way to a gateway, and what is shown to it.
struct GatewayRoute: Sendable {
  /// The kinds of ways, the one to be preferred first.
  enum Kind: String, CaseIterable, Sendable { case explicit, sshTunnel, configRemote, localLoopback }

  let kind: Kind
  let url: String
  let credentials: ClientCredentials
  /// Whether commands without `--url` go this way, or the command line names it.
  let isActive: Bool
  /// Why nothing is sent this way; nil when it may be tried.
  var obstacle: RouteFailure?

  /// How long it may take.
  var budget: Duration {
    switch kind {
    case .localLoopback: .milliseconds(800)
    case .sshTunnel: .milliseconds(2000)
    case .explicit, .configRemote: .milliseconds(1500)
    }
  }

  /// Tries it.
  func outcome(deadline: Deadline) -> RouteOutcome {
    if let obstacle { return RouteOutcome(route: self, result: .failure(obstacle)) }
    do throws(GatewayClientError) {
      return RouteOutcome(route: self, result: .success(try inspection(deadline)))
    } catch { return RouteOutcome(route: self, result: .failure(RouteFailure(error))) }
  }

  /// Tries it through a tunnel, as soon as that is there.
  func outcome(through tunnel: SSHTunnel, deadline: Deadline) -> RouteOutcome {
    let result: Result<GatewayInspection, RouteFailure>
    do throws(SSHTunnelError) {
      result = .success(
        try tunnel.through(deadline: deadline) { () throws(GatewayClientError) in try inspection(deadline) })
    } catch { result = .failure(RouteFailure(error)) }
    return RouteOutcome(route: self, tunnel: tunnel, result: result)
  }

  private func inspection(_ deadline: Deadline) throws(GatewayClientError) -> GatewayInspection {
    try GatewayInspection(url: url, credentials: credentials, deadline: min(deadline, .after(budget)))
  }
}

/// What came of one way to a gateway.
struct RouteOutcome: Sendable {
  let route: GatewayRoute
  var tunnel: SSHTunnel?
  let result: Result<GatewayInspection, RouteFailure>

  var inspection: GatewayInspection? { if case .success(let inspection) = result { inspection } else { nil } }
  var failure: RouteFailure? { if case .failure(let failure) = result { failure } else { nil } }
}

/// Why one way leads to no gateway.
struct RouteFailure: Error, Hashable, Sendable {
  let message: String
  /// A stable word for scripts.
  let code: String
  /// Whether a gateway was there and refused the credentials.
  var isUnauthorized = false
  /// The code of the close frame; nil when there was none.
  var closeCode: UInt16?
  /// The reason in the close frame.
  var closeReason = ""

  init(_ message: String, code: String) {
    self.message = message
    self.code = code
  }

  init(_ error: GatewayClientError) {
    self.init(error.description, code: error.code)
    switch error {
    case .unauthorized: isUnauthorized = true
    case .closed(let code, let reason): (closeCode, closeReason) = (code, reason)
    default: break
    }
  }

  init(_ error: SSHTunnelError) {
    switch error {
    case .ended(let words): self.init("ssh ended: \(words)", code: "ssh-failed")
    case .notConnected: self.init("ssh had not connected when the time was over", code: "ssh-failed")
    case .gateway(let error): self.init(error)
    }
  }

  /// The time was over before anything was known.
  static let timedOut = RouteFailure("timed out", code: "timed-out")
}
