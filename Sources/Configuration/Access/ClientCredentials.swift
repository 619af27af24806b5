import Platform

/// What a command offers to the gateway that it calls.
package struct ClientCredentials: Hashable, Sendable {
  /// The token to offer; nil when none is known.
  package let token: Credential?
  /// The password to offer; nil when none is known.
  package let password: Credential?
  /// Variables that differ from what the gateway was configured with.
  package let warnings: [String]

  /// Resolves the secrets for a gateway.
  ///
  /// For a local one: flag, then variable, then configuration. In mode `remote`: flag, then `gateway.remote.token`; the
  /// variable counts for the password only, before `gateway.remote.password`.
  package init(flags: CredentialFlags = CredentialFlags(), snapshot: ConfigurationSnapshot) {
    if snapshot.configuration.mode == .remote {
      self.init(flags: flags, remoteIn: snapshot)
    } else {
      self.init(flags: flags, localTo: snapshot)
    }
  }

  /// What the profile's own gateway on this machine is shown, whatever the mode.
  package init(flags: CredentialFlags, localTo snapshot: ConfigurationSnapshot) {
    let tokens = CredentialCandidates.token(flags, snapshot)
    let passwords = CredentialCandidates.password(flags, snapshot)
    token = tokens.forLocalClient
    password = passwords.forLocalClient
    warnings = [tokens, passwords].compactMap(\.contradiction)
  }

  /// What the gateway of `gateway.remote` is shown, whatever the mode.
  package init(flags: CredentialFlags, remoteIn snapshot: ConfigurationSnapshot) {
    let passwords = CredentialCandidates.password(flags, snapshot)
    let tokens = CredentialCandidates.token(flags, snapshot)
    token = tokens.flag ?? tokens.remote
    password = passwords.flag ?? passwords.variable ?? passwords.remote
    warnings = []
  }
}

extension ClientCredentials {
  /// Only what the command line says: for a gateway named by a URL, which nobody's configuration speaks of.
  package init(only flags: CredentialFlags) {
    token = flags.token
    password = flags.password
    warnings = []
  }
}

extension CredentialCandidates {
  fileprivate var forLocalClient: Credential? { flag ?? variable ?? configured }

  /// Says that the variable, which commands use, is not what the gateway uses.
  fileprivate var contradiction: String? {
    guard flag == nil, let variable, let configured, !variable.secret.matches(configured.secret) else { return nil }
    return "\(variable) differs from \(configured): commands offer the first, the gateway demands the second; "
      + "unset the variable"
  }
}
