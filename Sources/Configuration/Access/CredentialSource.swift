import JSON
import Platform

/// Where a credential was found.
///
/// Named in every message about authentication, unlike the credential.
package enum CredentialSource: Hashable, Sendable, CustomStringConvertible {
  /// A flag of the command line, with its dashes.
  case flag(String)
  /// A variable, and the `.env` file or configuration that sets it when the process's environment does not.
  case variable(String, in: AbsolutePath?)
  /// A key of the configuration.
  case configuration(AbsolutePath, JSONPath)

  package var description: String {
    switch self {
    case .flag(let name): name
    case .variable(let name, nil): name
    case .variable(let name, let file?): "\(name) in \(file)"
    case .configuration(let file, let path): "\(path) in \(file)"
    }
  }
}

/// A token or password, where it was found, and a short text by which people can compare two of them.
package struct Credential: Hashable, Sendable, CustomStringConvertible {
  /// The token or password.
  package let secret: Secret
  /// Where it was found.
  package let source: CredentialSource

  /// A secret from a known place.
  package init(_ secret: Secret, from source: CredentialSource) {
    self.secret = secret
    self.source = source
  }

  /// Eight digits of a hash: the same for the same secret, and no way back to a random one.
  ///
  /// For people who may read the secret anyway. It never goes to a peer, who could try passwords against it.
  package var fingerprint: String { SHA256.hash("openclaw credential \(secret.revealed)".utf8).prefix(4).hexadecimal }

  package var description: String { "\(source) (fingerprint \(fingerprint))" }
}
