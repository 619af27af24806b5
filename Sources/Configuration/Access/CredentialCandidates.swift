import JSON
import Platform

/// The places one kind of secret may come from.
struct CredentialCandidates {
  let flag: Credential?
  let variable: Credential?
  let configured: Credential?
  let remote: Credential?

  static func token(_ flags: CredentialFlags, _ snapshot: ConfigurationSnapshot) -> CredentialCandidates {
    CredentialCandidates(
      flag: flags.token, variable: snapshot.credential(variable: "OPENCLAW_GATEWAY_TOKEN"),
      configured: snapshot.credential(snapshot.configuration.token, key: "gateway.auth.token"),
      remote: snapshot.credential(snapshot.configuration.remote.token, key: "gateway.remote.token"))
  }

  static func password(_ flags: CredentialFlags, _ snapshot: ConfigurationSnapshot) -> CredentialCandidates {
    CredentialCandidates(
      flag: flags.password, variable: snapshot.credential(variable: "OPENCLAW_GATEWAY_PASSWORD"),
      configured: snapshot.credential(snapshot.configuration.password, key: "gateway.auth.password"),
      remote: snapshot.credential(snapshot.configuration.remote.password, key: "gateway.remote.password"))
  }
}

extension ConfigurationSnapshot {
  fileprivate func credential(_ secret: Secret?, key: JSONPath) -> Credential? {
    secret?.credential(from: .configuration(path, key))
  }

  fileprivate func credential(variable name: String) -> Credential? {
    guard let text = environment.environment[name] else { return nil }
    let file: AbsolutePath? =
      switch environment.origin(of: name) {
      case .file(let file), .configuration(let file): file
      case .process, nil: nil
      }
    return Credential(Secret(text), from: .variable(name, in: file))
  }
}
