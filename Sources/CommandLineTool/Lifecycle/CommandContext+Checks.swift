import CommandTree
import Configuration
import JSON
import Platform
import Profiles

extension CommandContext {
  /// Refuses a config that the gateway would not start with, before anything is changed.
  func check(_ configuration: ConfigurationSnapshot) throws(CommandFailure) {
    guard let problem = configuration.issues.first else { return }
    throw CommandFailure(
      "the configuration is refused", location: configuration.path.string,
      reason: configuration.issues.map { $0.text(home: profile.home) }.joined(separator: "\n"),
      hints: [problem.remedy ?? "correct \(problem.path.isRoot ? "the file" : "\(problem.path)")"],
      code: "config-rejected", exitStatus: .configurationRefused)
  }

  /// Refuses a config with which the service would not start: a wrong value, another mode, no secret.
  ///
  /// A missing config is fine: the plan writes one.
  func checkStartable(_ configuration: ConfigurationSnapshot) throws(CommandFailure) {
    try check(configuration)
    guard configuration.exists else { return }
    try checkMode(configuration)
    do throws(MissingSecret) {
      _ = try ServerAuthentication(snapshot: configuration).requiredCredential()
    } catch {
      throw CommandFailure(
        "the gateway would not start", location: "\(configuration.path): \(error.key)",
        reason: "authentication is required and no \(error.mode.rawValue) is set",
        hints: [error.remedy(for: profile)], code: "auth-missing", exitStatus: .configurationRefused)
    }
  }

  /// The same where nothing will write a missing config before the service starts.
  func checkStartableAsIs(_ configuration: ConfigurationSnapshot) throws(CommandFailure) {
    guard configuration.exists else {
      throw CommandFailure(
        "the gateway would not start", location: configuration.path.string, reason: "there is no config",
        hints: [commandLine("setup")], code: "config-missing", exitStatus: .configurationRefused)
    }
    try checkStartable(configuration)
  }

  private func checkMode(_ configuration: ConfigurationSnapshot) throws(CommandFailure) {
    guard configuration.configuration.mode == .local else {
      throw CommandFailure(
        "the gateway would not start", location: "\(configuration.path): gateway.mode",
        reason: "gateway.mode is \(configuration.configuration.mode?.rawValue ?? "not set"), not local",
        hints: [commandLine("config set gateway.mode local")], code: "config-not-local",
        exitStatus: .configurationRefused)
    }
  }
}
