import CommandTree
import Configuration
import Platform
import Profiles

extension CommandContext {
  /// The credentials given as flags, read from their files where they are in files.
  func credentialFlags() throws(CommandFailure) -> CredentialFlags {
    var token = invocation[.token]
    var password = invocation[.password]
    if let path = invocation[.tokenFile] { token = try secret(inFile: path, flag: "--token-file") }
    if let path = invocation[.passwordFile] { password = try secret(inFile: path, flag: "--password-file") }
    return CredentialFlags(
      token: token, tokenFlag: invocation[.tokenFile] == nil ? "--token" : "--token-file", password: password,
      passwordFlag: invocation[.passwordFile] == nil ? "--password" : "--password-file")
  }

  /// The secret in the file that a flag names.
  func secret(inFile path: String, flag: String) throws(CommandFailure) -> Secret {
    do throws(SecretFileError) {
      return try SecretFile.read(path, home: profile.home, relativeTo: workingDirectory)
    } catch .unreadable(let error) {
      throw CommandFailure(
        "the file of \(flag) cannot be read", location: path, reason: error.reason, code: "secret-file-unreadable",
        exitStatus: .usage)
    } catch {
      throw CommandFailure(
        "the file of \(flag) holds no secret", location: path,
        reason: "it must hold one line that is not blank: \(error.reason)", code: "secret-file-empty",
        exitStatus: .usage)
    }
  }
}
