import GatewayProtocol
import HTTPCodec
import Transport

/// What Tailscale Serve says of the user who makes a request; anybody on this machine could say it too.
struct TailscaleClaim: Hashable, Sendable {
  /// The user's login name.
  let login: String
  /// The address in the tailnet that the request came from.
  let address: String

  /// What a request shows instead of a secret.
  enum Reading: Hashable, Sendable {
    case claim(TailscaleClaim)
    /// There is nothing to verify, for this cause.
    case lacking(DetailCode)
  }

  /// The fields that Serve sets on every request; the first hop of X-Forwarded-For is its client.
  private static let forwarding = ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host"]

  /// Reads the fields of a request that came from this machine, where Serve runs.
  static func read(peer: SocketAddress, fields: HTTPFields) -> Reading {
    let logins = fields.values(of: "Tailscale-User-Login")
    guard let login = logins.first, logins.count == 1, !login.isEmpty else {
      return .lacking(.tailscaleIdentityMissing)
    }
    guard peer.isLoopback, forwarding.allSatisfy(fields.contains),
      let hop = fields.elements(of: "X-Forwarded-For").first, let address = SocketAddress(hop, port: nil)
    else { return .lacking(.tailscaleProxyMissing) }
    return .claim(TailscaleClaim(login: login, address: address.hostText))
  }
}
