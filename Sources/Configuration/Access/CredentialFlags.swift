import Platform

/// What the command line says about authentication.
///
/// Blank means the same as absent.
package struct CredentialFlags: Hashable, Sendable {
  /// `--auth`.
  package let mode: GatewayConfiguration.AuthMode?
  /// `--token` or `--token-file`.
  package let token: Credential?
  /// `--password` or `--password-file`.
  package let password: Credential?

  /// Secrets and the flags they came from: `--token` or `--token-file`, `--password` or `--password-file`.
  package init(
    mode: GatewayConfiguration.AuthMode? = nil, token: Secret? = nil, tokenFlag: String = "--token",
    password: Secret? = nil, passwordFlag: String = "--password"
  ) {
    self.mode = mode
    self.token = token?.credential(from: .flag(tokenFlag))
    self.password = password?.credential(from: .flag(passwordFlag))
  }
}

extension Secret {
  /// The secret without blanks around it as a credential; nil when nothing is left.
  func credential(from source: CredentialSource) -> Credential? {
    let text = revealed.trimmingBlanks()
    return text.isEmpty ? nil : Credential(Secret(text), from: source)
  }
}
