import Platform
import Profiles
import Services
import TestSupport

extension TestHome {
  /// Puts a user unit of a profile, as install writes it, where systemd would find it.
  @discardableResult
  func installUnit(_ name: ProfileName, port: Port) throws -> AbsolutePath {
    let profile = profile(name)
    let definition = ServiceDefinition(
      profile: profile, scope: .user, executable: AbsolutePath.root.appending("usr/local/bin/openclaw"), port: port,
      version: ProductVersion.current)
    let text = try GatewayUnit(definition).text(template: GatewayUnit.embeddedTemplate(.user))
    try place(text, at: profile.userUnitPath)
    return profile.userUnitPath
  }

  /// Writes a config that a gateway would start with.
  func configure(_ name: ProfileName = .default, port: Port, token: String = "t") throws {
    try place(
      "{gateway: {mode: 'local', port: \(port), auth: {mode: 'token', token: '\(token)'}}}\n",
      at: profile(name).configPath)
  }
}
