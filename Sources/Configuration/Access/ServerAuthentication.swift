import Platform
import Profiles

/// What the gateway demands of clients.
package struct ServerAuthentication: Hashable, Sendable {
  /// Which secret clients must know.
  package let mode: GatewayConfiguration.AuthMode
  /// The secret of the mode in force; nil when none is set anywhere.
  package let credential: Credential?

  /// Resolves mode and secret: flag, then configuration, then variable.
  ///
  /// Without a mode it is `password` when a password is known anywhere, else `token`. Only the secret of the mode
  /// counts.
  package init(flags: CredentialFlags = CredentialFlags(), snapshot: ConfigurationSnapshot) {
    let token = CredentialCandidates.token(flags, snapshot).forServer
    let password = CredentialCandidates.password(flags, snapshot).forServer
    mode = flags.mode ?? snapshot.configuration.authMode ?? (password == nil ? .token : .password)
    credential = mode == .password ? password : token
  }

  /// The secret that the gateway starts with.
  ///
  /// - Throws: `MissingSecret` when there is none, whatever Tailscale would say of the clients.
  package func requiredCredential() throws(MissingSecret) -> Credential {
    guard let credential else { throw MissingSecret(mode: mode) }
    return credential
  }
}

/// Why a gateway does not start: the secret that every client must show is set nowhere.
package struct MissingSecret: Error, Hashable, Sendable {
  /// Which secret clients would have to know.
  package let mode: GatewayConfiguration.AuthMode

  /// The key that would hold it.
  package var key: String { "gateway.auth.\(mode.rawValue)" }

  /// The command line that makes a secret and gives it to the profile's config, so that no process list shows it.
  package func remedy(for profile: Profile) -> String {
    "openssl rand -hex 24 | " + profile.commandLine("config set \(key) -")
  }
}

extension CredentialCandidates {
  fileprivate var forServer: Credential? { flag ?? configured ?? variable }
}
