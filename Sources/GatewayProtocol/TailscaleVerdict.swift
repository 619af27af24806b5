/// What came of the identity that Tailscale Serve gave a client.
package enum TailscaleVerdict: Hashable, Sendable {
  /// Tailscale itself says that this user is behind the client's address.
  case verified(login: String)
  /// Why nobody is known to be.
  case refused(DetailCode)
}

extension DetailCode {
  /// What a client is told that shows neither an identity that holds nor a secret.
  var tailscaleRefusal: ErrorShape {
    let what =
      switch self {
      case .tailscaleProxyMissing: "tailscale proxy headers missing"
      case .tailscaleWhoisFailed: "tailscale identity check failed"
      case .tailscaleMismatch: "tailscale identity mismatch"
      default: "tailscale identity missing"
      }
    return .invalidRequest("unauthorized: \(what) (use Tailscale Serve, or the gateway's token or password)", self)
  }
}
