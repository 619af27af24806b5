import Platform

/// What the gateway demands of clients.
package struct ServerAuthentication: Hashable, Sendable {
  /// Which secret clients must know.
  package let mode: GatewayConfiguration.AuthMode
  /// The secret of the mode in force; nil when none is set anywhere.
  package let credential: Credential?
  /// Whether identities that Tailscale Serve vouches for are accepted as well.
  package let allowsTailscale: Bool

  /// Resolves mode and secret: flag, then configuration, then variable.
  ///
  /// Without a mode it is `password` when a password is known anywhere, else `token`. Only the secret of the mode
  /// counts. Tailscale is allowed by default when Serve publishes the gateway and the mode is not `password`.
  package init(flags: CredentialFlags = CredentialFlags(), snapshot: ConfigurationSnapshot) {
    let token = CredentialCandidates.token(flags, snapshot).forServer
    let password = CredentialCandidates.password(flags, snapshot).forServer
    mode = flags.mode ?? snapshot.configuration.authMode ?? (password == nil ? .token : .password)
    credential = mode == .password ? password : token
    let isServed = snapshot.configuration.tailscaleMode == .serve && mode != .password
    allowsTailscale = snapshot.configuration.allowTailscale ?? isServed
  }
}

extension CredentialCandidates {
  fileprivate var forServer: Credential? { flag ?? configured ?? variable }
}
