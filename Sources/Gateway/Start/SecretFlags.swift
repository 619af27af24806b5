import Configuration
import Platform

/// The secrets of `--token`, `--password` and their files.
///
/// Files are read whenever they are asked for, so that a reload takes over what they say now.
struct SecretFlags {
  let options: GatewayOptions
  let home: AbsolutePath
  let workingDirectory: AbsolutePath

  /// The token that the command line gives; nil when it gives none.
  func token() throws(StartRefusal) -> Secret? {
    if let token = options.token { return token }
    return try options.tokenFile.map { name throws(StartRefusal) in try read(name, flag: "--token-file") }
  }

  /// The password that the command line gives; nil when it gives none.
  func password() throws(StartRefusal) -> Secret? {
    if let password = options.password { return password }
    return try options.passwordFile.map { name throws(StartRefusal) in try read(name, flag: "--password-file") }
  }

  /// The options with what standard input gives: it can be read once only.
  func withStandardInput() throws(StartRefusal) -> GatewayOptions {
    var options = options
    if options.tokenFile == "-" { options.token = try token() }
    if options.passwordFile == "-" { options.password = try password() }
    return options
  }

  private func read(_ name: String, flag: String) throws(StartRefusal) -> Secret {
    do throws(SecretFileError) {
      return try SecretFile.read(name, home: home, relativeTo: workingDirectory)
    } catch {
      throw StartRefusal(
        .configuration, "gateway start blocked", place: "\(flag) \(name)", reason: error.reason,
        remedy: "name a file that this user can read and whose one line is the secret")
    }
  }
}
