import CommandTree
import Configuration

extension CommandContext {
  /// The credentials given as flags, read from their files where they are in files.
  func credentialFlags() throws(CommandFailure) -> CredentialFlags {
    var token = invocation[.token]
    var password = invocation[.password]
    if let path = invocation[.tokenFile] { token = try SecretFile.read(path, flag: "--token-file", context: self) }
    if let path = invocation[.passwordFile] {
      password = try SecretFile.read(path, flag: "--password-file", context: self)
    }
    return CredentialFlags(
      token: token, tokenFlag: invocation[.tokenFile] == nil ? "--token" : "--token-file", password: password,
      passwordFlag: invocation[.passwordFile] == nil ? "--password" : "--password-file")
  }
}
