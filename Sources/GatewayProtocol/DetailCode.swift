/// The `details.code` of an error object: the cause in a form that programs can branch on.
package enum DetailCode: String, Sendable, CaseIterable {
  case tokenMissing = "AUTH_TOKEN_MISSING"
  case tokenMismatch = "AUTH_TOKEN_MISMATCH"
  case passwordMissing = "AUTH_PASSWORD_MISSING"
  case passwordMismatch = "AUTH_PASSWORD_MISMATCH"
  case rateLimited = "AUTH_RATE_LIMITED"
  /// The proxy names no user of the tailnet.
  case tailscaleIdentityMissing = "AUTH_TAILSCALE_IDENTITY_MISSING"
  /// A user is named, and not as Tailscale Serve does it.
  case tailscaleProxyMissing = "AUTH_TAILSCALE_PROXY_MISSING"
  /// Tailscale does not say who is behind the address.
  case tailscaleWhoisFailed = "AUTH_TAILSCALE_WHOIS_FAILED"
  /// Somebody else is behind the address.
  case tailscaleMismatch = "AUTH_TAILSCALE_IDENTITY_MISMATCH"
  case deviceUnsupported = "DEVICE_AUTH_UNSUPPORTED"
  case deviceSignatureExpired = "DEVICE_AUTH_SIGNATURE_EXPIRED"
  case deviceNonceRequired = "DEVICE_AUTH_NONCE_REQUIRED"
  case deviceNonceMismatch = "DEVICE_AUTH_NONCE_MISMATCH"
  case protocolMismatch = "PROTOCOL_MISMATCH"
  case missingScope = "MISSING_SCOPE"
  case unknownMethod = "UNKNOWN_METHOD"
  /// The node that is to be asked is not connected.
  case nodeNotConnected = "NOT_CONNECTED"

  /// Whether the cause is the credentials of the client.
  package var isAuthentication: Bool { rawValue.hasPrefix("AUTH_") || rawValue.hasPrefix("DEVICE_AUTH_") }
}
